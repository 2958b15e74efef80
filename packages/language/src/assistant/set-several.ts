import type { Intent, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, readPriorityName, updateOf } from './change-values.ts'
import { readTarget } from './target.ts'

const definite = /^(?:it|that|this|them|those|(?:task\s+)?#?\d+|(?:the|my)\s.+)$/i

/** "make it due tomorrow at noon and high priority": several fields of the same tasks at once. */
export function readSetSeveral(clause: string, context: ParseContext): Intent | null {
	const said = /^(?:make|set|change|update|have|mark|move|give)\s+(.+)$/i.exec(clause)?.[1]
	const [first = '', ...others] = said?.split(/\s*,\s*(?:and\s+)?|\s+and\s+/) ?? []
	if (others.length === 0 || others.length > 4) return null
	const words = first.split(' ')
	for (let end = 1; end < words.length && end <= 12; end += 1) {
		const phrase = words.slice(0, end).join(' ')
		if (!definite.test(phrase)) continue
		const changes = joinChanges([words.slice(end).join(' '), ...others].map((value) => readValue(value, context)))
		if (changes) return updateOf(readTarget(phrase, context), changes)
	}
	return null
}

function readValue(text: string, context: ParseContext): TaskChanges | null {
	const value = text.replace(/^(?:to\s+)?(?:be\s+)?(?=\S)/i, '')
	const priority = readPriorityName(value)
	if (priority) return { priority }
	const tag = /^(?:#|(?:tag(?:ged)?|labell?ed)\s+(?:as\s+|with\s+)?#?)([\p{L}\p{N}_-]+)$/iu.exec(value)?.[1]
	return tag === undefined ? readDueChange(value, context) : { add_tags: [tag.toLowerCase()] }
}

/** Null where a part says nothing, or two say the same: "every monday and friday" is one value. */
function joinChanges(parts: readonly (TaskChanges | null)[]): TaskChanges | null {
	const joined: TaskChanges = {}
	const held = new Set<string>()
	for (const part of parts) {
		const field = part?.priority ? 'priority' : part?.add_tags ? 'tags' : 'date'
		if (!part || held.has(field)) return null
		held.add(field)
		Object.assign(joined, part)
	}
	return joined
}
