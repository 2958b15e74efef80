import { cohere } from './cohere.ts'
import { compatible } from './compatible.ts'
import { gemini } from './gemini.ts'
import { openai } from './openai.ts'
import type { Wire } from './wire.ts'

/** Every provider with a key, the protocol that its server speaks, and the settings that start it. */
export const vendors: readonly {
	name: 'openai' | 'cohere' | 'gemini' | 'compatible'
	wire: Wire
	env: Record<string, string>
}[] = [
	{ name: 'openai', wire: openai, env: { OPENAI_API_KEY: openai.key } },
	{ name: 'cohere', wire: cohere, env: { COHERE_API_KEY: cohere.key } },
	{ name: 'gemini', wire: gemini, env: { GEMINI_API_KEY: gemini.key } },
	{
		name: 'compatible',
		wire: compatible,
		env: { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', COMPATIBLE_API_KEY: compatible.key },
	},
]
