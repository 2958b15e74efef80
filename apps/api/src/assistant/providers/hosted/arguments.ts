/** More than any tool takes: 25 tasks with long notes. */
const mostCharacters = 300_000

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** A call's arguments as text, once it is complete. What can't be read comes back as a sentence for the model. */
export function parseArguments(text: string): { value: Record<string, unknown> } | { unfit: string } {
	if (text.length > mostCharacters)
		return { unfit: `The arguments are too long: at most ${mostCharacters} characters.` }
	if (text.trim() === '') return { value: {} }
	let found: string | undefined
	try {
		const value: unknown = JSON.parse(text, (key, part: unknown) => {
			if (forbidden.has(key)) found = key
			return part
		})
		if (found !== undefined) return { unfit: `The arguments may not have a field named ${found}.` }
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: { ...value } }
		return { unfit: 'The arguments must be a JSON object.' }
	} catch {
		return { unfit: 'The arguments are not valid JSON: send the whole call again.' }
	}
}
