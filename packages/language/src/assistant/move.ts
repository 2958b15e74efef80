import type { Intent, Target, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, readShift, updateOf, knownList } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
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
			.replace(/\s+(?:back|forward|up|out|off|over|ahead|from .{1,30})$/i, '')
		const value = rest.slice(at.end).trim()
		if (phrase === '' || value === '') continue
		const changes = readMoveValue(value, at.word, earlier, context)
		if (
			!changes ||
			(changes.list !== undefined && /^(?:set|change|plan|schedule|postpone|snooze|delay|defer)/i.test(verb[0]))
		)
			continue
		const doubtful = /^(?:set|put|plan|schedule|change)\b/i.test(verb[0]) && changes.list === undefined
		const target = readTarget(phrase, context)
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
