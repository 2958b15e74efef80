import { parseTask } from './task.ts'
import type { ParseContext, ParsedTask, RepeatFrom } from './types.ts'

const introduction =
	/^\s*(?:(?:to|on|by|for|at|due|until|till|from|is|as|be|in|right|repeats?|repeating|recurring)\s+){0,3}/i

/** The text read as a task of which nothing is left for the title; null where words remain. */
function readWhole(text: string, context: ParseContext): ParsedTask | null {
	const shorter = text.replace(introduction, '')
	for (const phrase of shorter === text ? [text] : [text, shorter]) {
		const task = parseTask(phrase, context)
		const extras = task.tags.length + task.reminders.length > 0 || task.list !== null || task.priority !== 'none'
		if (task.title.replace(/^[\s.!?]+$/, '') === '' && !extras) return task
	}
	return null
}

/** A text that is nothing but a point in time ("next friday at 3"); null otherwise. */
export function parseDue(text: string, context: ParseContext): { due_date: string } | null {
	const task = readWhole(text, context)
	return task?.due_date == null || task.recurrence !== null ? null : { due_date: task.due_date }
}

/** A text that is nothing but a recurrence ("every other friday until June"); null otherwise. */
export function parseRecurrence(
	text: string,
	context: ParseContext,
): { recurrence: string; repeat_from: RepeatFrom; due_date: string | null } | null {
	// An exception that no rule can say is left out: "except the 3rd of May".
	const task = readWhole(text, context) ?? readWhole(text.replace(/\s(?:except|excluding)\s.*$/i, ''), context)
	if (task?.recurrence == null) return null
	const { recurrence, repeat_from, due_date } = task
	return { recurrence, repeat_from, due_date }
}
