import type { ClientFrame } from '@todo/contract'
import type { RawData } from 'ws'

/** What a client said; undefined where it is nothing that the contract knows. */
export function parseClientFrame(data: RawData): ClientFrame | undefined {
	const value = parse(toText(data))
	if (typeof value !== 'object' || value === null || !('type' in value)) return undefined
	if (value.type === 'ping') return { type: 'ping' }
	if (value.type !== 'since' || !('version' in value)) return undefined
	const { version } = value
	return typeof version === 'number' && Number.isSafeInteger(version) && version >= 0
		? { type: 'since', version }
		: undefined
}

function toText(data: RawData): string {
	if (Array.isArray(data)) return Buffer.concat(data).toString()
	return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}
