import { formatDue } from './calendar.ts'
import { readRepeat } from './repeat.ts'
import { createScan, isTextEnd, skipAny, wordAt, type Scan } from './scan.ts'
import { toSchedule } from './task.ts'
import type { ParseContext, RepeatFrom } from './types.ts'
import { readWhen, settle } from './when.ts'

const introductions = [
	'to',
	'on',
	'by',
	'for',
	'at',
	'due',
	'until',
	'till',
	'from',
	'is',
	'as',
	'be',
	'in',
	'right',
	'repeat',
	'repeats',
	'repeating',
	'recurring',
]

/** A text that is nothing but a point in time ("next friday at 3"); null otherwise. */
export function parseDue(text: string, context: ParseContext): { due_date: string } | null {
	const scan = createScan(text, context)
	for (const at of starts(scan)) {
		const when = readWhen(scan, at)
		if (!when || !isTextEnd(scan, when.end)) continue
		const { day, minutes } = settle(scan, when)
		return { due_date: formatDue(day, minutes) }
	}
	return null
}

/** A text that is nothing but a recurrence ("every other friday until June"); null otherwise. */
export function parseRecurrence(
	text: string,
	context: ParseContext,
): { recurrence: string; repeat_from: RepeatFrom; due_date: string | null } | null {
	const scan = createScan(text, context)
	for (const at of starts(scan)) {
		const repeat = readRepeat(scan, at)
		if (!repeat || !(isTextEnd(scan, repeat.end) || repeat.deafFrom !== null)) continue
		const { recurrence, repeat_from, due_date } = toSchedule(scan, repeat, null)
		return recurrence === null ? null : { recurrence, repeat_from, due_date }
	}
	return null
}

/** The first tokens at which the phrase itself may begin, its introductions skipped. */
function starts(scan: Scan): number[] {
	const found = [0]
	let at = 0
	while (found.length < 4 && introductions.includes(wordAt(scan, at))) {
		at = skipAny(scan, at, ...introductions)
		found.push(at)
	}
	return found
}
