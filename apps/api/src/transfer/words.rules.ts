import type { Priority } from '@todo/contract'
import { primitives } from '@todo/contract/schemas'
import { parseDue, parseRecurrence } from '@todo/language'
import type { ParseContext } from '@todo/language'

export interface ReadDate {
	due_date?: string
	recurrence?: string
	repeat_from?: 'due' | 'completion'
}

/** Characters; no date is longer, in whatever words. */
const longestDate = 200

/** A date as files hold it: in digits, or in words ("every friday at 9"); undefined where it is neither. */
export function readDate(text: string, context: ParseContext): ReadDate | undefined {
	if (text.length > longestDate) return undefined
	const digits = primitives.dueDateInput.safeParse(text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'))
	if (digits.success) return { due_date: digits.data }
	const due = parseDue(text, context)
	if (due) return due
	const repeat = parseRecurrence(text, context)
	if (!repeat) return undefined
	const { recurrence, repeat_from, due_date } = repeat
	return { recurrence, repeat_from, ...(due_date === null ? {} : { due_date }) }
}

/** A rule as RFC 5545 writes it, or in words. */
export function readRule(text: string, context: ParseContext): ReadDate | undefined {
	return /^(RRULE:)?FREQ=/i.test(text) ? { recurrence: text } : readRepeat(text, context)
}

function readRepeat(text: string, context: ParseContext): ReadDate | undefined {
	const found = readDate(text, context)
	return found?.recurrence === undefined ? undefined : found
}

const priorities: Record<string, Priority> = {
	none: 'none',
	'0': 'none',
	'4': 'none',
	p4: 'none',
	low: 'low',
	'3': 'low',
	p3: 'low',
	medium: 'medium',
	normal: 'medium',
	'2': 'medium',
	p2: 'medium',
	high: 'high',
	urgent: 'high',
	critical: 'high',
	'1': 'high',
	p1: 'high',
}

/** In words, or as a number with 1 the highest, as Todoist writes it. */
export const readPriority = (text: string): Priority | undefined => priorities[text.toLowerCase()]

const yes = new Set(['true', 'yes', 'y', 'x', '1', 'done', 'complete', 'completed', 'checked', '✓', '✔'])
const no = new Set(['false', 'no', 'n', '0', 'open', 'pending', 'todo', 'incomplete', 'needs-action', 'unchecked'])

export function readFlag(text: string): boolean | undefined {
	const word = text.toLowerCase()
	return yes.has(word) ? true : no.has(word) ? false : undefined
}

/** What else stands in a cell is no tags. */
const mostWords = 100

/** The tags in a cell, and what in it can't be one. */
export function readTags(text: string): { tags: string[]; refused: string[] } {
	const tags = new Set<string>()
	const refused: string[] = []
	const words = text.split(/[\s,;]+/).filter(Boolean)
	if (words.length > mostWords) refused.push(`more than ${mostWords} of them`)
	for (const word of words.slice(0, mostWords)) {
		const tag = primitives.tagName.safeParse(word.replace(/^@/, ''))
		if (tag.success) tags.add(tag.data)
		else refused.push(word)
	}
	return { tags: [...tags], refused }
}
