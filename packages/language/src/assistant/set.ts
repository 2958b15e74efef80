import type { Intent, TaskChanges } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readPriorityName, readDueChange, updateOf, toTitle } from './change-values.ts'
import { readField } from './field.ts'
import { capitalise, stripStop } from './clean.ts'
import { readSetSeveral } from './set-several.ts'
import { readSpokenTasks } from './several.ts'
import { readTarget } from './target.ts'
import { parseTask } from '../task.ts'

/** "change/make/set X (to) …": what the value is decides what changes. */
export function readSet(clause: string, context: ParseContext): Intent | null {
	const said = clause.replace(/\s+(?:instead of|rather than)\s+.{1,60}$/i, '')
	if (said !== clause) return readSet(said, context)
	const field = readField(clause, context) ?? readSetSeveral(clause, context)
	if (field) return field
	const given = /^give\s+(.+?)\s+(?:a |the )?(?:new )?(?:due )?(?:date|deadline)(?: of)?\s+(.+)$/i.exec(clause)
	const date = given?.[2] === undefined ? null : readDueChange(given[2], context)
	if (given?.[1] && date) return updateOf(readTarget(given[1], context), date)
	const quoted =
		/^(?:change|update|edit|modify|set|make|switch|turn|replace)\s+(.+?)(?:\s+(?:to|into|with|as|be|say|read)\s+|\s*:\s*)(["“'‘].+["”'’])[.!]?$/i.exec(
			clause,
		)
	if (quoted?.[1] && quoted[2]) return updateOf(readTarget(quoted[1], context), { title: toTitle(quoted[2]) })
	const match =
		/^(change|update|edit|modify|set|make|switch|turn|replace|mark|flag|give|assign|schedule|correct|fix)\s+(.+?)(?:\s+(?:to be|to say|to read|to|into|as|with|due|be|for|on|->|→)\s+|\s*:\s+)(.+)$/i.exec(
			clause,
		)
	if (match?.[1] && match[2] && match[3]) {
		const set = readValue(match[1], match[2], match[3], context)
		if (set) return set
	}
	return readBareSet(clause, context)
}

function readValue(verb: string, phrase: string, value: string, context: ParseContext): Intent | null {
	const priority = readPriorityName(value)
	const target = readTarget(phrase, context)
	if (priority) return updateOf(target, { priority })
	if (/^(?:done|complete|completed|finished)$/i.test(stripStop(value))) return { kind: 'complete', target }
	const definite =
		target.numbers !== undefined ||
		target.pronoun !== undefined ||
		target.ordinals !== undefined ||
		/^(?:the|my|all|every)\b/i.test(phrase)
	if (/^(?:mark|flag|give|assign)$/i.test(verb)) return null
	const due = readDueChange(value, context)
	if (due && (definite || /^(?:change|update|edit|modify|switch|correct|fix)$/i.test(verb)))
		return updateOf(target, due)
	if (/^repeat(?:ing|s)?\s+/i.test(value)) {
		const repeated = readDueChange(value.replace(/^repeat(?:ing|s)?\s+/i, ''), context)
		if (repeated) return updateOf(target, repeated)
	}
	if (!definite && !/^(?:change|update|edit|modify|switch|replace|correct|fix)$/i.test(verb)) return null
	if (/^(?:make|set|turn|schedule)$/i.test(verb) && target.numbers === undefined) return null
	const task = parseTask(value, context)
	const changes: TaskChanges = { title: capitalise(task.title === '' ? value : task.title) }
	if (task.due_date !== null) changes.due_date = task.due_date
	if (task.recurrence !== null) changes.recurrence = task.recurrence
	if (task.priority !== 'none') changes.priority = task.priority
	if (task.tags.length > 0) changes.add_tags = task.tags
	return updateOf(target, changes)
}

/** "make task 2 urgent", "make it friday", "make the report weekly", "prioritise X", "X is important". */
function readBareSet(clause: string, context: ParseContext): Intent | null {
	const moved = /^(raise|increase|bump|lower|decrease|reduce)\s+(it|that|this|them|the priority|its priority)$/i.exec(
		clause,
	)
	if (moved?.[1] && moved[2])
		return updateOf(
			{ pronoun: /^them/i.test(moved[2]) ? 'them' : 'it' },
			{ priority: /^(?:raise|increase|bump)/i.test(moved[1]) ? 'high' : 'low' },
		)
	const raised = /^(?:prioriti[sz]e|star|raise the priority of|bump up)\s+(.+)$/i.exec(clause)
	if (raised?.[1] && !/^my\b/i.test(raised[1])) return updateOf(readTarget(raised[1], context), { priority: 'high' })
	const plainAgain = /^(?:unstar|unflag|remove the star from)\s+(.+)$/i.exec(clause)
	if (plainAgain?.[1]) return updateOf(readTarget(plainAgain[1], context), { priority: 'none' })
	const lowered = /^(?:deprioriti[sz]e|de-prioriti[sz]e|lower the priority of)\s+(.+)$/i.exec(clause)
	if (lowered?.[1]) return updateOf(readTarget(lowered[1], context), { priority: 'low' })
	const made =
		/^(?:make|set|mark|flag|give|change)\s+(.+?)\s+((?:an?\s+)?(?:as\s+|to\s+)?(?:very\s+|really\s+)?(?:high|highest|top|low|lowest|medium|normal|no|urgent|important|critical|p[1-4])(?:[\s-]+(?:priority|prio))?)$/i.exec(
			clause,
		)
	const priority = made?.[2] === undefined ? null : readPriorityName(made[2])
	if (made?.[1] && priority) return updateOf(readTarget(made[1], context), { priority })
	const stated =
		/^(task \d+|#\d+|it|that|this)(?: is|'s) (?:a |an )?(?:now )?((?:very |really )?(?:high|low|medium|top|urgent|important)(?:[\s-]+priority)?)$/i.exec(
			clause,
		)
	const said = stated?.[2] === undefined ? null : readPriorityName(stated[2])
	if (stated?.[1] && said) return updateOf(readTarget(stated[1], context), { priority: said })
	const dated =
		/^(?:make|set|change|have)\s+(it|that|this|them|those|task \d+|#\d+|the .+?|my .+?)\s+(?:repeat(?:s|ing)?\s+|recur(?:ring)?\s+|due\s+|for\s+|on\s+|at\s+)?(.+)$/i.exec(
			clause,
		)
	const due = dated?.[2] === undefined ? null : readDueChange(dated[2], context)
	if (dated?.[1] && due?.recurrence && /^(?:change|set|have)\s+(?:the|my)\s.*\s(?:every|each)\s/i.test(clause)) {
		const tasks = readSpokenTasks(clause, clause, context)
		return { kind: 'add', tasks, unless: { target: readTarget(dated[1], context), changes: due } }
	}
	if (dated?.[1] && due) return updateOf(readTarget(dated[1], context), due)
	const due2 = /^(task \d+|#\d+|it|that|this)(?: is|'s) (?:now )?due (.+)$/i.exec(clause)
	const changes = due2?.[2] === undefined ? null : readDueChange(due2[2], context)
	return due2?.[1] && changes ? updateOf(readTarget(due2[1], context), changes) : null
}
