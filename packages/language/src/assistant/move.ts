import type { Intent, Target, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, readShift, updateOf, knownList } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
import { parseDue } from '../phrases.ts'
import { readTarget } from './target.ts'

/** "move X to friday", "postpone it by two days", "push everything overdue to tomorrow", "move milk to shopping". */
export function readMove(clause: string, context: ParseContext): Intent | null {
	const verb =
		/^(?:move|reschedule|re-schedule|postpone|push|delay|defer|shift|put off|put|snooze|bump|bring|carry over|carry|roll over|roll|advance|schedule|transfer|drag|set|plan|change)\b(?:\s+(?:back|forward|off|out|up|over|ahead))?\s+/i.exec(
			clause,
		)
	if (!verb) return null
	const rest = clause.slice(verb[0].length)
	const earlier =
		/^(?:bring|advance)\b|\b(?:forward|up|ahead)\s*$/i.test(verb[0].trim()) ||
		/\s(?:forward|up|ahead|earlier)\b(?= by| an?\b| \d|$)/i.test(rest)
	for (const at of splits(rest)) {
		const phrase = rest
			.slice(0, at.start)
			.trim()
			.replace(/\s+(?:back|forward|up|out|off|over|ahead)$/i, '')
		const value = rest.slice(at.end).trim()
		if (phrase === '' || value === '') continue
		const changes = readMoveValue(value, at.word, earlier, context)
		if (
			!changes ||
			(changes.list !== undefined && /^(?:set|change|plan|schedule|postpone|snooze|delay|defer)/i.test(verb[0]))
		)
			continue
		const doubtful = /^(?:set|put|plan|schedule|change)\b/i.test(verb[0]) && changes.list === undefined
		const target = readFromDay(phrase, context) ?? readTarget(phrase, context)
		if ((doubtful && !isExisting(target, phrase)) || /^an?\s/i.test(phrase)) continue
		return updateOf(target, changes)
	}
	return null
}

/** "schedule dentist for friday" makes a task, "schedule task 3 for friday" moves one. */
function isExisting(target: Target, phrase: string): boolean {
	return (
		target.ids !== undefined ||
		target.pronoun !== undefined ||
		target.ordinals !== undefined ||
		target.all === true ||
		(target.filter !== undefined && target.plural === true) ||
		/^(?:the|my)\s/i.test(phrase)
	)
}

/** "all my tasks from today": those due on that day. */
function readFromDay(phrase: string, context: ParseContext): Target | null {
	const match = /^(.+?) from (.{1,30})$/i.exec(phrase)
	const due = match?.[2] === undefined ? null : parseDue(match[2], context)
	if (!match?.[1] || !due) return null
	const target = readTarget(match[1], context)
	const day = due.due_date.slice(0, 10)
	const { all: _, ...rest } = target
	return {
		...rest,
		filter: { ...target.filter, due_from: day, due_to: day, label: `due ${match[2] ?? ''}` },
		said: phrase,
	}
}

/** "reschedule the dentist" without a day: the assistant asks for one. */
export function readOpenMove(clause: string, context: ParseContext): Intent | null {
	const open = /^(?:reschedule|postpone|snooze|defer|delay|put off|move|push|push back|bump)\s+(.+)$/i.exec(clause)
	const skipped = /^skip\s+((?:task\s+)?#?\d+|(?:the|my)\s.+)$/i.exec(clause)?.[1]
	if (skipped !== undefined) return updateOf(readTarget(skipped, context), {})
	const edit = /^(?:change|edit|update|modify)\s+((?:task\s+)?#?\d+|it|that|this|the .+|my .+)$/i.exec(clause)
	const phrase = open?.[1] ?? edit?.[1]
	if (phrase === undefined) return null
	const definite =
		/^(?:reschedule|postpone|snooze)\b/i.test(clause) ||
		/^(?:the|my|it|that|this|them|task|everything|all|#?\d)/i.test(phrase)
	if (!definite || /\b(?:list|password|settings|account|theme|name)$/i.test(phrase)) return null
	return updateOf(readTarget(phrase, context), {})
}

/** "the meeting is now at 4pm", "dentist moved to friday": news about a task that is there. */
export function readNews(clause: string, context: ParseContext): Intent | null {
	const match =
		/^(?:the |my )?(.+?) (?:(?:is|was|has been|got|has) )?(?:moved|rescheduled|postponed|pushed|changed|shifted|delayed) (?:to|until|for) (.+)$/i.exec(
			clause,
		) ?? /^(?:the |my )?(.+?) is now (?:due |at |on |for )*(.+)$/i.exec(clause)
	const changes = match?.[2] === undefined ? null : readDueChange(match[2], context)
	return match?.[1] && changes && !/^i$/i.test(match[1]) ? updateOf(readTarget(match[1], context), changes) : null
}

interface Split {
	start: number
	end: number
	word: string
}

/** Where the target may end and the new date or list begin, the likeliest first. */
function splits(text: string): Split[] {
	const found: Split[] = []
	for (const match of text.matchAll(
		/\s+(to|until|till|for|by|on|into|onto|at|in|from|->)\s+|\s+(?=(?:tomorrow|today|tonight|next|this|later|an?\s+(?:day|week|month|hour|couple|few|fortnight)|one|two|three|\d+\s*(?:d|h|m|w|days?|weeks?|hours?|min|minutes?|months?)|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)/gi,
	))
		found.push({ start: match.index, end: match.index + match[0].length, word: (match[1] ?? '').toLowerCase() })
	const rank = (split: Split): number =>
		split.word === 'to' || split.word === 'until' || split.word === 'till' ? 0 : split.word === '' ? 2 : 1
	return found.slice(0, 20).toSorted((a, b) => rank(a) - rank(b))
}

function readMoveValue(value: string, word: string, earlier: boolean, context: ParseContext): TaskChanges | null {
	if (['to', 'into', 'onto', 'in', 'on'].includes(word)) {
		const known = knownList(value, context)
		if (known !== undefined) return { list: known }
		const named = /^(?:the |my |our )?(?:list )?["'“]?(.{1,40}?)["'”]? (?:list|project)$/i.exec(stripStop(value))
		if (named?.[1] && !/^(?:to-?do|task)$/i.test(named[1])) return { list: capitalise(named[1]) }
		if (/^(?:the |my )?inbox$/i.test(stripStop(value))) return { list: null }
	}
	const shift = ['by', 'for', ''].includes(word) ? readShift(value, earlier) : null
	if (shift) return { shift }
	if (word === 'in' || word === 'for')
		return readDueChange(`${word} ${value}`, context) ?? readDueChange(value, context)
	return word === 'from' ? null : readDueChange(value, context)
}
