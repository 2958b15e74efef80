import type { LanguageModelV4 } from '@ai-sdk/provider'
import { ModelFailure } from '../../model.ts'
import type { Model } from '../../model.ts'
import { isRefusedKey } from './failure.ts'
import { createGuardedFetch } from './guarded-fetch.ts'
import { createHosted } from './hosted.ts'

export type Vendor = 'openai' | 'cohere' | 'gemini' | 'compatible'

/** What is needed to ask a model elsewhere. */
export interface VendorSettings {
	readonly provider: Vendor
	readonly apiKey: string | null
	readonly model: string | null
	readonly baseUrl: string | null
}

export interface VendorModel {
	readonly model: Model
	/** Null until the server has said what it offers. */
	modelName(): string | null
	/**
	 * Whether the vendor says that key and model are good; costs no tokens. False where it says nothing.
	 * @throws {ModelFailure} where they are not.
	 */
	check(signal: AbortSignal): Promise<boolean>
}

const addresses = {
	openai: 'https://api.openai.com/v1',
	cohere: 'https://api.cohere.com/v2',
	gemini: 'https://generativelanguage.googleapis.com/v1beta',
	compatible: 'http://localhost:11434/v1',
} as const satisfies Record<Vendor, string>

export function createVendorModel(
	{ provider, apiKey, model, baseUrl }: VendorSettings,
	{ fetch: send, idleMs }: { fetch: typeof fetch; idleMs: number },
): VendorModel {
	const fetch = createGuardedFetch(send)
	const baseURL = baseUrl ?? addresses[provider]
	const key = apiKey ?? ''
	let offered: string | null = model

	/** Undefined where there is no such path. */
	async function read(path: string, signal: AbortSignal): Promise<unknown> {
		const headers: Record<string, string> =
			provider === 'gemini' ? { 'x-goog-api-key': key } : key ? { authorization: `Bearer ${key}` } : {}
		let response: Response
		try {
			response = await fetch(path, { headers, signal })
		} catch (error) {
			throw new ModelFailure('unreachable', 'It could not be reached.', { cause: error })
		}
		const body = await response.text()
		if (response.ok) return toJson(body)
		if (isRefusedKey(response.status, body)) throw new ModelFailure('key', 'It does not accept the key.')
		if (response.status === 404) return undefined
		throw new ModelFailure('busy', `It answers ${response.status}.`)
	}

	/** The first that it offers, asked for once. */
	async function findModel(signal: AbortSignal): Promise<string> {
		offered ??= pickFirst(toIds(await read(`${baseURL}/models`, signal)))
		return offered
	}

	/** Many servers list their models; some say nothing of them. */
	async function checkList(signal: AbortSignal): Promise<boolean> {
		const ids = toIds(await read(`${baseURL}/models`, signal))
		if (model === null) offered = pickFirst(ids)
		// Some add a tag to the name that they are asked by.
		else if (ids && !ids.some((id) => id === model || id === `${model}:latest`))
			throw new ModelFailure('refused', unknownModel)
		return ids !== undefined
	}

	async function load(): Promise<LanguageModelV4> {
		const settings = { apiKey: key, baseURL, fetch }
		switch (provider) {
			case 'openai':
				return (await import('@ai-sdk/openai')).createOpenAI(settings).responses(offered ?? '')
			case 'cohere':
				return (await import('@ai-sdk/cohere')).createCohere(settings)(offered ?? '')
			case 'gemini':
				return (await import('@ai-sdk/google')).createGoogle(settings)(offered ?? '')
			case 'compatible': {
				const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
				const server = { name: 'compatible', baseURL, fetch, includeUsage: true, ...(key ? { apiKey: key } : {}) }
				return createOpenAICompatible(server)(await findModel(AbortSignal.timeout(5000)))
			}
		}
	}

	return {
		model: createHosted({ name: provider, load, idleMs, ...styles[provider] }),
		modelName: () => offered,
		async check(signal) {
			if (provider === 'compatible') return checkList(signal)
			if ((await read(toModelAddress(provider, baseURL, offered ?? ''), signal)) !== undefined) return true
			throw new ModelFailure('refused', unknownModel)
		},
	}
}

const unknownModel = 'It does not know the model that is set.'

/** Little thinking is enough for a to-do list; nothing said is kept by the vendor where that can be asked for. */
const styles = {
	openai: { effort: 'low', providerOptions: { openai: { store: false } } },
	gemini: { effort: 'low' },
	cohere: {},
	compatible: {},
} as const

/** Cohere's list of models is of its first version. */
const toModelAddress = (provider: Vendor, baseUrl: string, model: string) =>
	`${provider === 'cohere' ? baseUrl.replace(/\/v2$/, '/v1') : baseUrl}/models/${encodeURIComponent(model)}`

function toJson(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch (error) {
		throw new ModelFailure('broken', 'Its answer could not be read.', { cause: error })
	}
}

/** The names in a list of models; undefined where it is none. */
function toIds(list: unknown): string[] | undefined {
	if (typeof list !== 'object' || list === null || !('data' in list) || !Array.isArray(list.data)) return undefined
	return list.data.flatMap((one: unknown) =>
		typeof one === 'object' && one !== null && 'id' in one && typeof one.id === 'string' ? [one.id] : [],
	)
}

function pickFirst(ids: readonly string[] | undefined): string {
	const [first] = ids ?? []
	if (first !== undefined) return first
	throw new ModelFailure('refused', ids ? 'It offers no model.' : 'It does not say which models it offers.')
}
