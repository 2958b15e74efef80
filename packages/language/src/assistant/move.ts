import type { Intent, Target, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readDueChange, readShift, updateOf, knownList } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
import { parseDue } from '../phrases.ts'
import { parseTask } from '../task.ts'
import { opensWithVerb } from '../verbs.ts'
import { readSpokenTasks } from './several.ts'
import { readTarget, stripFiller } from './target.ts'

/** Nobody says a date or a list in more characters. */
const longestValue = 80

/** "move X to friday", "postpone it by two days", "push everything overdue to tomorrow", "move milk to shopping". */
export function readMove(said: string, context: ParseContext): Intent | null {
	const left = /,?\s+(?:except|but not|apart from|other than)(?: for)?\s+(.{1,60})$/i.exec(said)
	const moved = left && left.index > 8 ? readMove(said.slice(0, left.index), context) : null
	if (left?.[1] && moved?.kind === 'update')
		return updateOf({ ...moved.target, except: left[1].split(/\s*,\s*|\s+and\s+/).map(stripFiller) }, moved.changes)
	const clause = said.replace(/,?\s+(?:at )?(?:the )?same time$/i, '')
	if (/^set up\b/i.test(clause)) return null
	const verb =
		/^(?:move|reschedule|re-schedule|postpone|push|delay|defer|shift|put off|put|snooze|bump|bring|carry over|carry|roll over|roll|advance|schedule|transfer|drag|set|plan|change|extend|prolong|swap|switch)\b(?:\s+(?:back|forward|off|out|up|over|ahead))?\s+/i.exec(
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
			.replace(/(?:'s|’s)?\s+(?:deadline|due date)$|^(?:the )?(?:deadline|due date) (?:of|for) /i, '')
		const value = rest.slice(at.end).trim()
		if (phrase === '' || value === '' || value.length > longestValue) continue
		// "move each one a day later": the number belongs to the word before.
		if (/^one\b/i.test(value) && /\b(?:each|every|this|that|other|first|second|third|last)$/i.test(phrase)) continue
		const changes = readMoveValue(value, at.word, earlier, context)
		if (
			!changes ||
			(changes.list !== undefined && /^(?:set|change|plan|schedule|postpone|snooze|delay|defer)/i.test(verb[0]))
		)
			continue
		// "extend the fence by 2 metres": only deadlines grow by days.
		if (/^(?:extend|prolong)\b/i.test(clause) && !changes.shift && !/\b(?:deadline|due|task|it)\b/i.test(clause))
			continue
		const doubtful = /^(?:set|put|plan|schedule|change)\b/i.test(verb[0]) && changes.list === undefined
		const target = readFromDay(phrase, context) ?? readTarget(phrase, context)
		if (/^an?\s/i.test(phrase)) continue
		const chore = doubtful && at.word !== 'to' && /^(?:the|my)\s/i.test(phrase)
		if (!doubtful || (isExisting(target, phrase) && !chore)) return updateOf(target, changes)
		// "schedule dentist for friday", "put the bins out on tuesday": a new task, unless there is one of that name.
		if (/["“]|\b(?:on|to|in) (?:my|the) (?:to-?do )?list\b/i.test(clause)) continue
		const tasks = readSpokenTasks(clause, clause, context)
		const [task, ...more] = tasks
		if (!task || more.length > 0) continue
		const named =
			task.due_date === null ? { ...task, title: capitalise(clause.slice(0, verb[0].length + at.start)) } : task
		return {
			kind: 'add',
			tasks: [{ ...named, due_date: task.due_date ?? changes.due_date ?? null }],
			unless: { target, changes },
		}
	}
	return null
}

/** "schedule dentist for friday" makes a task, "schedule task 3 for friday" moves one. */
function isExisting(target: Target, phrase: string): boolean {
	return (
		target.numbers !== undefined ||
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

const listName = '(?:the |my |our )?["“]?([\\p{L}\\p{N}][\\p{L}\\p{N} &-]{0,40}?)["”]?(?:\\s+(list|project))?'
const spokenIntoList = new RegExp(
	`^(?:add|put|move|throw|stick|file) (it|that|this|them|those|both|all of (?:them|those)|tasks? #?\\d[\\d, and#]{0,40}|#\\d+|the (?:first|second|third|last)(?: one)?) (?:to|on|onto|in|into|under) ${listName}$`,
	'iu',
)
const outOfList = new RegExp(`^(?:take|move|get|pull) (.{1,80}?) (?:out of|off) ${listName}$`, 'iu')

/** "add that to the school list", "put them in Work", "take milk out of Shopping". */
export function readPlacing(clause: string, context: ParseContext): Intent | null {
	const out = outOfList.exec(clause)
	if (
		out?.[1] &&
		out[2] &&
		(out[3] !== undefined || knownList(out[2], context) !== undefined) &&
		!/^(?:to-?do|task)$/i.test(out[2])
	)
		return updateOf(readTarget(out[1], context), { list: null })
	const into = spokenIntoList.exec(clause)
	if (!into?.[1] || !into[2] || /^(?:my |the )?(?:to-?do|tasks?|todos|list|inbox)$/i.test(into[2])) return null
	const known = knownList(into[2], context)
	// "put it on Thursday" is no list.
	if (known === undefined && into[3] === undefined && parseDue(into[2], context)) return null
	const isList = known !== undefined || into[3] !== undefined || /^\p{Lu}/u.test(into[2])
	return isList && !/^tag\b/i.test(into[2])
		? updateOf(readTarget(into[1], context), { list: known ?? capitalise(into[2]) })
		: null
}

/** "end the team meeting in march": the series of that name, where there is one. */
function readEnding(clause: string, context: ParseContext): Intent | null {
	const [, phrase = '', when = ''] =
		/^(?:end|stop|finish) (?:the |my )(.{2,60}?) (?:in|on|after|by|at) (.{2,40})$/i.exec(clause) ?? []
	const until =
		when === ''
			? null
			: (parseDue(/^\p{L}+$/u.test(when) ? `end of ${when}` : when, context) ?? parseDue(when, context))
	if (!until) return null
	const changes = { until: until.due_date.slice(0, 10) }
	return {
		kind: 'add',
		tasks: readSpokenTasks(clause, clause, context),
		unless: { target: { query: stripFiller(phrase) }, changes, loose: true },
	}
}

/** "reschedule the dentist" without a day: the assistant asks for one. */
export function readOpenMove(clause: string, context: ParseContext): Intent | null {
	const open = /^(?:reschedule|postpone|snooze|defer|delay|put off|move|push|push back|bump)\s+(.+)$/i.exec(clause)
	const skipped = readSkip(clause, context) ?? readEnding(clause, context)
	if (skipped) return skipped
	// "the meeting was moved": where to is asked.
	const news =
		/^((?:the |my |our )?(?!(?:i|we|he|she|they|it|that|this|have|get|be)\b)[^,]{2,50}?)(?:'s|’s| is| was| has| has been| got)?(?: been)? (?:moved|rescheduled|postponed|delayed|pushed back)$/i.exec(
			clause,
		)?.[1]
	if (news !== undefined && news.split(' ').length <= 4 && !opensWithVerb(`${news} it`))
		return updateOf(readTarget(news, context), {})
	const edit = /^(?:change|edit|update|modify)\s+((?:task\s+)?#?\d+|it|that|this|the .+|my .+)$/i.exec(clause)
	const phrase = (open?.[1] ?? edit?.[1])?.replace(/\s+again$/i, '')
	if (phrase === undefined) return null
	const definite =
		/^(?:reschedule|postpone|snooze)\b/i.test(clause) ||
		/^(?:the|my|it|that|this|them|task|everything|all|#?\d)/i.test(phrase)
	if (!definite || /\b(?:list|password|settings|account|theme|name)$/i.test(phrase)) return null
	return updateOf(readTarget(phrase, context), {})
}

const skipping =
	/^skip\s+(?:(?:this|next) (?:week|month|time)(?:'s)? |today's |tomorrow's |tonight's |the next |next |this )?((?:task\s+)?#?\d+|.+?)(?:\s+(?:today|tomorrow|tonight|this (?:week|month|time|once)|next (?:week|time)|once|for (?:now|today|this week)))?$/i

/** "skip the gym this week": a repeating task goes on to its next date. */
function readSkip(clause: string, context: ParseContext): Intent | null {
	const once =
		/^(?:delete|cancel|remove|drop|skip) (?:just |only )?(?:(?:this|next) (?:week|month|sunday|monday|tuesday|wednesday|thursday|friday|saturday)'s|(?:just|only) (?:this|the next)) (.{2,60}?)(?: only)?$/i.exec(
			clause.replaceAll('’', "'"),
		)?.[1]
	if (once !== undefined) return updateOf(readTarget(once, context), { skip: true })
	const said = skipping.exec(clause.replaceAll('’', "'"))
	const definite =
		/^skip\s+(?:(?:tasks?\s+)?#?\d|the\s|my\s|this\s|next\s|\S+'s\s)|\s(?:today|tomorrow|tonight|this week|next week|this time|once)$/i
	return said?.[1] && definite.test(clause) ? updateOf(readTarget(said[1], context), { skip: true }) : null
}

/** "the meeting is now at 4pm", "dentist moved to friday": news about a task that is there. */
export function readNews(clause: string, context: ParseContext): Intent | null {
	const match =
		/^(?:the |my )?(.+?) (?:(?:is|was|has been|got|has) )?(?:moved|rescheduled|postponed|pushed|changed|shifted|delayed) (?:to|until|for) (.+)$/i.exec(
			clause,
		) ?? /^(?:the |my )?(.+?) is now (?:due |at |on |for )*(.+)$/i.exec(clause)
	const stated = match ? null : readWhereabouts(clause, context)
	if (stated) return stated
	const changes = match?.[2] === undefined ? null : readDueChange(match[2], context)
	return match?.[1] && changes && !/^i$/i.test(match[1]) ? updateOf(readTarget(match[1], context), changes) : null
}

/** "lunch is on tuesday": moves the lunch that is there, or adds one. */
function readWhereabouts(said: string, context: ParseContext): Intent | null {
	const clause = said.replace(/\s+(?:actually|now|then)$/i, '')
	const [, name = '', when = ''] =
		/^((?:the |my |our )?[^,]{2,60}?)(?: is| are|'s|’s) ((?:on|at|due|due on|due by|for|by|from) .{2,60})$/i.exec(
			clause,
		) ?? []
	if (
		name === '' ||
		/^(?:it|that|this|there|here|what|when|where|who|how|which|he|she|they|today|tomorrow)\b/i.test(name)
	)
		return null
	const task = parseTask(`${name} ${when.replace(/^due\s+(?=on|by)/i, '')}`, context)
	const changes = readDueChange(when.replace(/^(?:due )?(?:on|at|by|for|from)?\s*/i, ''), context)
	if (!changes || task.due_date === null || task.title.toLowerCase() !== name.toLowerCase()) return null
	const tasks = [{ ...task, title: capitalise(stripFiller(name)) }]
	return { kind: 'add', tasks, unless: { target: { query: stripFiller(name) }, changes, loose: true } }
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
