import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Environment } from './config.ts'

const read = (env: Environment) =>
	readConfig({ BETTER_AUTH_SECRET: 'q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A', ...env }, '/nowhere').models
const order = (env: Environment) => read(env).hosted.map(({ provider }) => provider)

const keys = { OPENAI_API_KEY: 'sk', COHERE_API_KEY: 'co', GEMINI_API_KEY: 'ge' }

test('APP-6: no key, no model elsewhere', () => {
	expect(read({})).toMatchObject({ hosted: [], warnings: [], guests: false, tokensPerDay: 200_000 })
})

test.each([
	['OPENAI_API_KEY', 'openai', 'gpt-6.1-terra'],
	['COHERE_API_KEY', 'cohere', 'command-a-03-2025'],
	['GEMINI_API_KEY', 'gemini', 'gemini-3.8-flash'],
])('APP-6: %s alone starts its provider', (name, provider, model) => {
	expect(read({ [name]: 'key' }).hosted).toEqual([{ provider, apiKey: 'key', model, baseUrl: null }])
})

test('APP-6: the order can be set; the built-in one is the last, wherever it is named', () => {
	expect(order(keys)).toEqual(['openai', 'cohere', 'gemini'])
	expect(order({ ...keys, LLM_PROVIDERS: 'gemini, OpenAI' })).toEqual(['gemini', 'openai'])
	expect(order({ ...keys, LLM_PROVIDERS: 'cohere,builtin,openai' })).toEqual(['cohere'])
	expect(order({ ...keys, LLM_PROVIDERS: 'builtin' })).toEqual([])
})

test('a provider that is named without a key is passed over, and it is said', () => {
	expect(read({ COHERE_API_KEY: 'co', LLM_PROVIDERS: 'openai,cohere,builtin' })).toMatchObject({
		hosted: [{ provider: 'cohere' }],
		warnings: ['LLM_PROVIDERS names openai, which has no key or address: it is passed over.'],
	})
})

test('a key beside an address belongs to that server, unless that one has its own', () => {
	const address = { OPENAI_BASE_URL: 'http://localhost:11434/v1/' }
	expect(read(address).hosted).toEqual([
		{ provider: 'compatible', apiKey: null, model: null, baseUrl: 'http://localhost:11434/v1' },
	])
	expect(read({ ...address, OPENAI_API_KEY: 'sk', OPENAI_MODEL: 'llama' }).hosted).toMatchObject([
		{ provider: 'compatible', apiKey: 'sk', model: 'llama' },
	])
	expect(read({ ...address, OPENAI_API_KEY: 'sk', COMPATIBLE_API_KEY: 'own' }).hosted).toMatchObject([
		{ provider: 'openai', apiKey: 'sk', baseUrl: null },
		{ provider: 'compatible', apiKey: 'own' },
	])
})

test.each([
	[{ LLM_PROVIDERS: 'openai,claude' }, /LLM_PROVIDERS must list some of openai, cohere, gemini, compatible, builtin/],
	[{ OPENAI_BASE_URL: 'localhost:11434' }, /OPENAI_BASE_URL must be an address/],
	[{ LLM_FIRST_BYTE_TIMEOUT: '0' }, /LLM_FIRST_BYTE_TIMEOUT must be a whole number/],
	[{ GUEST_MODELS: 'maybe' }, /GUEST_MODELS must be on or off/],
])('what can’t be is refused at the start: %o', (env, words) => {
	expect(() => read(env)).toThrow(words)
})
