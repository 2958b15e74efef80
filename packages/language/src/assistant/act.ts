import type { Intent, Target } from '../intent.ts'
import { parseTask } from '../task.ts'
import type { ParseContext } from '../types.ts'
import { firstGroup } from './clean.ts'
import { readFilter } from './filter.ts'
import { readPastTense } from './past.ts'
import { opensWithVerb } from '../verbs.ts'
import { readTarget, stripFiller } from './target.ts'

const finished =
	'(?:done|completed?|finished|taken care of|sorted(?: out)?|handled|checked(?: off)?|ticked(?: off)?|resolved|closed)'
const notFinished =
	'(?:not (?:done|completed?|finished)|incompleted?|undone|pending|open|unfinished|uncompleted?|to-?do|active|not yet done|unchecked)'
const adverbs = '(?:now |already |all |finally |just |actually |really |fully )*'

const reopening = [
	new RegExp(
		`^(?:mark|set|flag|change|make|turn) (.+?) (?:back )?(?:as |to |back to )*${notFinished}(?: again)?$`,
		'i',
	),
	/^(?:reopen|re-open|uncomplete|un-complete|uncheck|untick|unmark|un-mark|restore|reactivate|bring back|recover|undelete|unfinish)\s+(.+)$/i,
	new RegExp(`^(.+?) (?:is|are|was|were)(?:n't|n’t| not) ${adverbs}${finished}(?: yet| after all| actually)?$`, 'i'),
	/^i (?:haven't|have not|didn't|did not|haven’t|didn’t) (?:actually |really |yet )?(?:done|do|finish(?:ed)?|completed?)\s+(.+?)(?: yet| after all| actually)?$/i,
	/^(?:bring|get) (.+?) back$/i,
	/^(?:put|bring|move) (.+?) back (?:on|to|onto|in|into) (?:my|the)(?: to-?do)? list$/i,
	/^undo (?:the )?(?:completion of|completing|finishing)\s+(.+)$/i,
]

const completing = [
	new RegExp(
		`^(?:mark|set|flag|check|tick|put|change|make|count)\\s+(.+?)\\s+(?:down )?(?:off )?(?:as |to |to be )?${finished}$`,
		'i',
	),
	/^(?:check|tick|cross|strike|mark)\s+(?:off|out)\s+(.+?)(?: (?:off|from|on) (?:my|the)(?: to-?do)? list)?$/i,
	/^(?:check|tick|cross|strike|mark)\s+(.+?)\s+(?:off|out)(?: (?:of |from )?(?:my|the)(?: to-?do)? list)?$/i,
	/^(?:i['’]?m|i am|we['’]?re) (?:all |finally |now )*(?:done|finished) ((?!with\b)[a-z]+ing .{2,80})$/i,
	/^(?:complete|finish|close|resolve|accomplish|tick|check|done:?|done with|finished:?|finished with|completed:?|i'm done with|i am done with|wrap up)\s+(.+)$/i,
	new RegExp(
		`^(?:i|we)(?:'ve|’ve| have|ve)? ?${adverbs}(?:did|done|finished|completed|ticked off|checked off|taken care of|took care of|got done with|dealt with|handled)(?: with)? (.+?)(?:(?<!\\b(?:for|due|from|of|on|everything|all)) (?:today|yesterday|now|already|this morning|just now))?$`,
		'i',
	),
	new RegExp(`^(?:i|we)(?:'ve|’ve| have)? got (.+?) ${finished}$`, 'i'),
	new RegExp(
		`^(.+?)(?: is|'s|’s| are| was| were| has been| have been| got) ${adverbs}${finished}(?: (?:now|already|today|too|as well))?$`,
		'i',
	),
	/^(.+?)[,:]? (?:done|finished|✓|✔|✅)$/i,
]

/** "delete it for good": the trash keeps it all the same. */
const forGood = /\s+(?:for good|forever|permanently|completely|entirely|altogether|right away|immediately)$/i

const deleting = [
	/^(?:delete|remove|erase|trash|discard|scrap|cancel|ditch|bin|get rid of|throw away|throw out|throw|wipe|nuke|purge|eliminate|clear out|clear|drop|kill|forget about|dismiss)\s+(.+?)(?: (?:from|off|in|on|out of) (?:my|the|all)(?: to-?do| task)? (?:list|tasks|todos|to-?dos|app))?$/i,
	/^take (.+?) off (?:my|the)(?: to-?do)? list$/i,
	/^(?:i )?(?:don'?t|do not|no longer|don’t|won'?t|won’t|will not) need (?:to (?:do )?)?(.+?)(?: any ?more| any longer| now)?$/i,
	/^(?:i )?(?:don'?t|do not|don’t|no longer) want (?:to )?(.+?) (?:any ?more|any longer)$/i,
	/^(?:never ?mind|forget) (?:about )?(?:the |my |that )(.+)$/i,
]

/** "tidy up the work list", "clean up the finished ones": of what is done alone. They are chores where they name no group. */
const tidying = /^(?:clean(?: up| out)?|tidy(?: up)?|sweep(?: up| away| out)?)\s+(.+)$/i

/** "empty the shopping list": of everything in it. */
const emptying = /^(?:empty|clear|wipe)(?: out)?\s+(.+)$/i

const wholeList = /^(?:my|the|our)(?: (?:whole|entire))?(?: (?:to-?do|task)s?)? list$/i

/** "delete the cheese, we have some": why is no part of what. */
const reason =
	/(?:,\s+(?:because|since|as|cause|cuz|we|i|it|that|they|he|she|there)(?:['’]\w+)?|\s+(?:because|since (?:i|we|it)|cuz|as (?:i|we|it)(?:['’]\w+)?))\s.{2,120}$/i

/** Completing, reopening and deleting, in the many ways people say it. */
export function readAction(said: string, context: ParseContext): Intent | null {
	const emptied = readEmptying(said, context)
	if (emptied) return emptied
	const clause = said.replace(reason, '')
	const reopened = firstGroup(clause, ...reopening)
	if (reopened !== undefined) return { kind: 'reopen', target: toTarget(reopened, context) }
	if (saysSo.test(clause)) return { kind: 'complete', target: { pronoun: 'it' } }
	const following =
		/^(mark|set|complete|finish|tick off|check off|delete|remove) (?:the following|these)(?: tasks| ones| items)?(?: as)?(?: done| complete[d]?| finished)?\s*:\s*(.{2,200})$/i.exec(
			clause,
		)
	if (following?.[1] && following[2])
		return {
			kind: /^(?:delete|remove)/i.test(following[1]) ? 'delete' : 'complete',
			target: toTarget(following[2], context),
		}
	const undone = readNotYet(clause, context)
	if (undone) return undone
	const completed = firstGroup(clause, ...completing)
	if (completed !== undefined && !isNewTask(clause, completed, context))
		return { kind: 'complete', target: toTarget(completed, context) }
	const marked = readMarked(clause)
	if (marked !== null) return { kind: 'complete', target: toTarget(marked, context) }
	const off = readCalledOff(clause, context)
	if (off) return off
	const stated = readStated(clause)
	if (stated !== null) return { kind: 'complete', target: toTarget(stated, context) }
	const past = readPast(clause)
	if (past !== null)
		return { kind: 'complete', target: { ...toTarget(`${past.verb} ${past.rest}`, context), verb: past.verb } }
	const told = readTold(clause)
	if (told !== null) return { kind: 'complete', target: toTarget(told, context) }
	const deleted = firstGroup(clause.replace(forGood, ''), ...deleting)
	return deleted === undefined ? null : { kind: 'delete', target: readTarget(deleted, context) }
}

/** "delete everything that's done" says which, not that it is done. */
function readEmptying(clause: string, context: ParseContext): Intent | null {
	const tidied = tidying.exec(clause)?.[1]
	if (tidied !== undefined) return readTidying(tidied, context)
	const emptied = emptying.exec(clause)?.[1]
	if (emptied !== undefined && wholeList.test(emptied)) return { kind: 'delete', target: { all: true, plural: true } }
	const said = firstGroup(clause, ...deleting.slice(0, 1)) ?? emptied
	if (said === undefined) return null
	const { filter, rest, narrowed } = readFilter(said, context)
	const group = filter.status !== undefined || (filter.list !== undefined && /\blists?$/i.test(said))
	return narrowed && rest === '' && group ? { kind: 'delete', target: { filter, plural: true } } : null
}

function readTidying(said: string, context: ParseContext): Intent | null {
	const phrase = wholeList.test(said) ? 'completed' : /\blists?$/i.test(said) ? `completed ${said}` : said
	const { filter, rest, narrowed } = readFilter(phrase, context)
	return narrowed && rest === '' && filter.status === 'completed'
		? { kind: 'delete', target: { filter, plural: true } }
		: null
}

function toTarget(phrase: string, context: ParseContext): Target {
	return readTarget(phrase.replace(/^(?:with|off|of)\s+/i, ''), context)
}

/** "finish the report by friday" is a new task with a date; "finish task 3" and "finish today's tasks" are not. */
function isNewTask(clause: string, phrase: string, context: ParseContext): boolean {
	if (!/^(?:complete|finish|close|resolve|accomplish|check|tick|wrap up)\b/i.test(clause)) return false
	if (/\b(?:tasks?|todos?|to-?dos?|items?|everything|all|it|them|ones?)\b|#\d/i.test(phrase) || /^\d/.test(phrase))
		return false
	if (readTarget(phrase, context).ordinals) return false
	const task = parseTask(phrase, context)
	return (
		task.due_date !== null ||
		task.priority !== 'none' ||
		task.recurrence !== null ||
		task.tags.length > 0 ||
		(/^check\s/i.test(clause) && !/^check\s+off\b/i.test(clause))
	)
}

/** "mark the rent as paid", "mark milk bought": the participle says how it was done. */
function readMarked(clause: string): string | null {
	const [, phrase, as, verb = ''] = /^(?:mark|flag)\s+(.+?)\s+(as\s+)?([a-z]+)$/i.exec(clause) ?? []
	const base = readPastTense(verb)
	return phrase !== undefined && base !== null && (as !== undefined || base !== verb.toLowerCase()) ? phrase : null
}

/** "she called, so that's done": of what was just spoken of. */
const saysSo =
	/^.{3,80}\b(?:so|and|then) (?:that|it)(?:['’]s| is) (?:done|finished|sorted|off the list)(?: now| too)?$/i

/** "I didn't get the bread", "I haven't called mum yet": it is still to do. */
function readNotYet(clause: string, context: ParseContext): Intent | null {
	const [, verb = '', rest = ''] =
		/^(?:i|we) (?:haven't|have not|didn't|did not|never) (?:actually |really |yet )?([a-z]+) (.{2,80}?)(?: yet| after all| actually)?$/i.exec(
			clause.replaceAll('’', "'"),
		) ?? []
	const base = readPastTense(verb) ?? verb.toLowerCase()
	if (verb === '' || /^(?:need|want|have|know|mean|like|think|say|see|hear|get to|be|been)$/.test(base)) return null
	const query = `${base} ${stripFiller(rest)}`
	return opensWithVerb(`${base} it`) ? { kind: 'reopen', target: { ...toTarget(query, context), verb: base } } : null
}

const calledOff =
	/^((?:the |my |our )?[^,]{2,60}?)(?:'s| is| are| was| were| has been| have been| got|(?= cancell?ed))(?: been| all| now| already)* (?:cancell?ed|called off|off(?: the table)?|not happening(?: any ?more)?|no longer (?:happening|on|needed|necessary))(?: now| any ?more)?$/i

/** "the meeting is cancelled", "it's off": it need not be done any more. */
function readCalledOff(clause: string, context: ParseContext): Intent | null {
	const who = calledOff.exec(clause.replaceAll('’', "'"))?.[1]
	return who === undefined || /^(?:i|he|she|we|they|you|what|who|today|tomorrow|there)$/i.test(who)
		? null
		: { kind: 'delete', target: toTarget(who, context) }
}

/** "the taxi is booked": what happened to it is what there was to do. */
function readStated(clause: string): string | null {
	const plain = clause.replaceAll('’', "'")
	const [, phrase, verb = ''] =
		/^((?:the |my |our )?[^,]{2,60}?)(?:'s| is| are| was| were| has been| have been)(?: been| all| now| already| finally)* ([a-z]+)(?: now| already| too)?$/i.exec(
			plain,
		) ?? []
	const base = readPastTense(verb)
	if (phrase === undefined || base === null || base === verb.toLowerCase() || elsewhere.has(base)) return null
	return /^(?:i|it|that|this|there|he|she|we|they|you|who|what|which|here|everyone|nobody)$/i.test(phrase)
		? null
		: phrase
}

/** What happened to something without its being done: "meeting moved". */
const elsewhere = new Set(
	'move change postpone reschedule delay start stop cancel update add set need forget lose miss'.split(' '),
)

/** "bill paid", "the car washed": what there was to do is told as done. */
function readTold(clause: string): string | null {
	const [, phrase = '', verb = ''] = /^((?:the |my |our )?[\p{L}' -]{2,40}?) ([a-z]+)[.!]?$/iu.exec(clause) ?? []
	const base = readPastTense(verb)
	const told =
		base !== null && !elsewhere.has(base) && base !== verb.toLowerCase() && !/^(?:read|cut|put|set|run)$/i.test(verb)
	return told &&
		phrase.split(' ').length <= 3 &&
		!opensWithVerb(`${phrase} it`) &&
		!/^(?:to|get|have|be|i|we|he|she|they)\b/i.test(phrase)
		? phrase
		: null
}

/** "I bought the milk", "already called mum": the task "buy milk" is done. */
function readPast(clause: string): { verb: string; rest: string } | null {
	const have = /^(?:i|we) already (?:have|got) (.{2,60})$/i.exec(clause)?.[1]
	if (have !== undefined && !/^(?:an?|to|it|that)\b/i.test(have)) return { verb: 'buy', rest: stripFiller(have) }
	const match =
		/^(?:(?:i|we)(?:'ve|’ve| have)? ?(?:just |already |finally |now )*|(?:just|already|finally) )([a-z]+) (.+?)(?: (?:today|yesterday|already|this morning|just now))?$/i.exec(
			clause,
		)
	const bare = match ?? /^([a-z]+) ((?:the|my|our|for|to|all)\s.+|\w+)$/i.exec(clause)
	const [, verb = '', rest = ''] = bare ?? []
	const base = readPastTense(verb)
	if (
		base === null ||
		base === verb.toLowerCase() ||
		(/^to\b/i.test(rest) && /^(?:get|go|have)$/.test(base) && !/^went$/i.test(verb))
	)
		return null
	return { verb: base, rest: stripFiller(rest) }
}
