import { ConfigError } from './config-error.ts'
import type { SettingName } from './settings.ts'
import { flag, whole } from './values.ts'

/** A model that answers elsewhere, and what is needed to ask it. */
export interface HostedConfig {
	readonly provider: 'openai' | 'cohere' | 'gemini' | 'compatible'
	/** Null where the server wants none. */
	readonly apiKey: string | null
	/** Null: the first that the server offers. */
	readonly model: string | null
	/** Null: the vendor's own address. */
	readonly baseUrl: string | null
}

export interface ModelsConfig {
	/** In the order in which they are asked; the built-in one comes after all of them. */
	readonly hosted: readonly HostedConfig[]
	readonly firstByteMs: number
	readonly idleMs: number
	readonly turnMs: number
	/** What one person may use in a day; 0: no limit. */
	readonly tokensPerDay: number
	/** Whether guests may use them too. */
	readonly guests: boolean
	readonly warnings: readonly string[]
}

/** Each vendor's own middle model as of November 2026: quick, cheap, and good with tools. */
const defaultModels = { openai: 'gpt-6.1-terra', cohere: 'command-a-03-2025', gemini: 'gemini-3.8-flash' } as const

const names = ['openai', 'cohere', 'gemini', 'compatible', 'builtin'] as const
type Name = (typeof names)[number]

/** @throws {ConfigError} naming the first setting that can't be. */
export function readModels(read: (name: SettingName) => string | undefined): ModelsConfig {
	const known = readHosted(read)
	const order = readOrder(read('LLM_PROVIDERS'))
	const wanted = order ? order.slice(0, order.includes('builtin') ? order.indexOf('builtin') : order.length) : names
	const without = order ? wanted.filter((name) => !known.some(({ provider }) => provider === name)) : []
	const seconds = (name: SettingName, fallback: number) => whole(name, read(name), fallback, 1, 600) * 1000
	return {
		hosted: wanted.flatMap((name) => known.filter(({ provider }) => provider === name)),
		firstByteMs: seconds('LLM_FIRST_BYTE_TIMEOUT', 15),
		idleMs: seconds('LLM_IDLE_TIMEOUT', 20),
		turnMs: seconds('LLM_TURN_TIMEOUT', 60),
		tokensPerDay: whole('LLM_TOKENS_PER_DAY', read('LLM_TOKENS_PER_DAY'), 200_000, 0, 1_000_000_000),
		guests: flag('GUEST_MODELS', read('GUEST_MODELS'), false),
		warnings: without.map((name) => `LLM_PROVIDERS names ${name}, which has no key or address: it is passed over.`),
	}
}

function readHosted(read: (name: SettingName) => string | undefined): HostedConfig[] {
	const hosted: HostedConfig[] = []
	const address = read('OPENAI_BASE_URL')
	const own = read('COMPATIBLE_API_KEY')
	const openai = read('OPENAI_API_KEY')
	// Where only one key stands beside an address, it belongs to that server: it must never reach another one.
	if (openai && (!address || own)) hosted.push(toVendor('openai', openai, read('OPENAI_MODEL')))
	const cohere = read('COHERE_API_KEY')
	if (cohere) hosted.push(toVendor('cohere', cohere, read('COHERE_MODEL')))
	const gemini = read('GEMINI_API_KEY')
	if (gemini) hosted.push(toVendor('gemini', gemini, read('GEMINI_MODEL')))
	if (address) {
		const model = read('COMPATIBLE_MODEL') ?? (own ? undefined : read('OPENAI_MODEL'))
		hosted.push({
			provider: 'compatible',
			apiKey: own ?? openai ?? null,
			model: model ?? null,
			baseUrl: toAddress(address),
		})
	}
	return hosted
}

const toVendor = (provider: keyof typeof defaultModels, apiKey: string, model: string | undefined): HostedConfig => ({
	provider,
	apiKey,
	model: model ?? defaultModels[provider],
	baseUrl: null,
})

function toAddress(value: string): string {
	const url = URL.canParse(value) ? new URL(value) : undefined
	if (!url || !/^https?:$/.test(url.protocol))
		throw new ConfigError('OPENAI_BASE_URL', `must be an address such as http://localhost:11434/v1, not "${value}".`)
	return url.href.replace(/\/+$/, '')
}

function readOrder(value: string | undefined): Name[] | undefined {
	if (value === undefined) return undefined
	const given = value
		.toLowerCase()
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
	const unknown = given.find((name) => !names.some((one) => one === name))
	if (unknown !== undefined)
		throw new ConfigError('LLM_PROVIDERS', `must list some of ${names.join(', ')}, not "${unknown}".`)
	return names.filter((name) => given.includes(name)).toSorted((a, b) => given.indexOf(a) - given.indexOf(b))
}
