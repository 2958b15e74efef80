import { readFileSync } from 'node:fs'

/** Reads a JSON file as what it is: something unknown. */
export function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'))
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under a key, or an empty one. */
export function toRecord(value: unknown, key: string): Record<string, unknown> {
	const found = isRecord(value) ? value[key] : undefined
	return isRecord(found) ? found : {}
}

export function requireString(value: unknown, key: string): string {
	const found = isRecord(value) ? value[key] : undefined
	if (typeof found !== 'string') throw new Error(`${key} is missing`)
	return found
}
