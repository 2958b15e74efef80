import type { Intent } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readPriorityName, readDueChange, updateOf, knownList } from './change-values.ts'
import { capitalise, stripStop } from './clean.ts'
import { readTarget } from './target.ts'
import { parseTask } from '../task.ts'
import { unquote } from '../title.ts'

const fieldNames =
	'(due date|due time|due day|deadline|date|time|day|priority|prio|description|notes?|details|list|project|recurrence|repeat|schedule|reminders?)'

/** "set the due date of X to friday", "change X's priority to low", "add a due date of friday to X". */
export function readField(clause: string, context: ParseContext): Intent | null {
	const of = new RegExp(
		`^(?:change|update|set|edit|modify|make|move|put)\\s+(?:the |a |an )?${fieldNames} (?:of|for|on) (.+?)(?:\\s+(?:to|as|=|is)|\\s*:)\\s+(.+)$`,
		'i',
	).exec(clause)
	const own = new RegExp(
		`^(?:change|update|set|edit|modify|make)\\s+(.+?)(?:'s|’s)? ${fieldNames} (?:to|as|:|=)\\s+(.+)$`,
		'i',
	).exec(clause)
	const plain = new RegExp(
		`^(?:the )?(due date|due time|deadline|priority|prio) (?:of|for) (.{1,80}?)(?: (?:is|should be)|\\s*:) (.+)$`,
		'i',
	).exec(clause)
	const given = new RegExp(
		`^(?:add|give|assign|put|set)\\s+(?:a |an |the )?${fieldNames} (?:of |: ?)?(.+?) (?:to|on|for) (.+)$`,
		'i',
	).exec(clause)
	const first = of?.[1] && of[2] && of[3] ? setField(of[1], of[2], of[3], context) : null
	if (first) return first
	if (given?.[1] && given[2] && given[3] && !/^(?:to|for|on)\b/i.test(given[2]))
		return setField(given[1], given[3], given[2], context)
	const found = of ?? plain
	if (found?.[1] && found[2] && found[3]) return setField(found[1], found[2], found[3], context)
	return own?.[1] && own[2] && own[3] ? setField(own[2], own[1], own[3], context) : null
}

function setField(name: string, phrase: string, value: string, context: ParseContext): Intent | null {
	// "change the priority to low" names no task: it is the one spoken of.
	const target = readTarget(/^(?:the|a)$/i.test(phrase) ? 'it' : phrase, context)
	const field = name.toLowerCase()
	if (field.startsWith('prio')) {
		const priority = readPriorityName(value)
		return priority ? updateOf(target, { priority }) : null
	}
	if (/^(?:description|notes?|details)$/.test(field))
		return updateOf(target, { description: unquote(stripStop(value)) })
	if (/^(?:list|project)$/.test(field))
		return updateOf(target, { list: knownList(value, context) ?? capitalise(unquote(stripStop(value))) })
	if (field.startsWith('reminder')) {
		const reminders = parseTask(`x remind me ${value}`, context).reminders
		return reminders.length > 0 ? updateOf(target, { reminders }) : null
	}
	const due = readDueChange(value, context)
	return due ? updateOf(target, due) : null
}
