import type { Intent } from '../intent.ts'
import type { ParseContext } from '../types.ts'
import { readAction } from './act.ts'
import { readSpokenTask, stripIntroduction } from './add.ts'
import { readQuestion } from './ask.ts'
import { readAgain, readFollowUp } from './follow-up.ts'
import { moveDayBehind } from './leading-day.ts'
import { readMove, readNews, readOpenMove, readPlacing } from './move.ts'
import { nameSpokenList, readFilledList } from './list-action.ts'
import { readReminderTask } from './reminder-task.ts'
import { readRename } from './rename.ts'
import { readSet } from './set.ts'
import { mendCommand } from '../misspelt.ts'
import { readAppCommand } from './app-commands.ts'
import { readSection } from './section-action.ts'
import { capitalise, longestCommand, stripPoliteness, stripStop } from './clean.ts'
import { splitClauses } from './clauses.ts'
import { readCorrection } from './correct.ts'
import { readDetail } from './details.ts'
import { readLines, readSpokenTasks } from './several.ts'
import { readPastTense } from './past.ts'
import { readChoice, readSmallTalk } from './small-talk.ts'
import { readStatement } from './statement.ts'
import { readTarget } from './target.ts'

/** Longer messages are read as far as this; a to-do list is not told novels. */
const longestMessage = 3_000

/** What a message asks the assistant to do, in the order said. Never empty, never throws. */
export function interpretMessage(text: string, context: ParseContext): Intent[] {
	const message = text.slice(0, longestMessage).trim()
	if (!/[\p{L}\p{N}?👍👌✅]/u.test(message)) return [{ kind: 'unknown', text: message }]
	const whole = readWhole(message, context)
	if (whole) return [whole]
	const lines = readLines(message)
	if (lines && !/^(?:delete|remove|complete|mark|move)/i.test(message))
		return [
			{
				kind: 'add',
				tasks: lines.slice(0, 25).map((line) => readSpokenTask(stripIntroduction(line) ?? line, context)),
			},
		]
	const intents = readClauses(splitClauses(message), context).map((intent, _, all) =>
		message.includes('\n') && intent.kind === 'unknown' && all.some(({ kind }) => kind === 'add')
			? toPlainAdd(intent.text, context)
			: intent,
	)
	return intents.length > 0 ? mergeAdds(intents) : [{ kind: 'unknown', text: message }]
}

/** One word on a line among tasks is a task: "milk tomorrow\nbread". */
const toPlainAdd = (text: string, context: ParseContext): Intent => ({
	kind: 'add',
	tasks: [readSpokenTask(text, context)],
})

/** Each clause may speak of the list that one before it made: "create a list called Work and move call Bob to it". */
function readClauses(clauses: readonly string[], context: ParseContext): Intent[] {
	const intents: Intent[] = []
	let known = context
	for (const clause of clauses) {
		const read = readClause(nameSpokenList(clause, known), known)
		intents.push(...read)
		for (const intent of read)
			if (intent.kind === 'create_list')
				known = { ...known, lists: [...(known.lists ?? []), intent.name], spokenList: intent.name }
	}
	return intents
}

/** What only makes sense as a whole message: answers, corrections, small talk. */
function readWhole(message: string, context: ParseContext): Intent | null {
	const polite = stripPoliteness(message)
	return readSmallTalk(message) ?? readChoiceOf(message) ?? readCorrection(message, context) ?? readSmallTalk(polite)
}

/** A number alone is a choice; "task 3" alone too. */
function readChoiceOf(message: string): Intent | null {
	const asks = /\b(?:task|number)\b|#/i.test(message) && message.endsWith('?')
	return asks || /^(?:add|buy|call|show|list)\b/i.test(message) ? null : readChoice(message)
}

function readClause(clause: string, context: ParseContext): Intent[] {
	const command = moveDayBehind(mendCommand(stripPoliteness(clause)), context)
	if (command.length > longestCommand)
		return [{ kind: 'add', tasks: [readSpokenTask(stripIntroduction(command) ?? command, context)] }]
	const small = readSmallTalk(clause) ?? readSmallTalk(command)
	if (small) return small.kind === 'greeting' || small.kind === 'thanks' ? [] : [small]
	const cleared = /^no\s/i.test(command) ? readCorrection(command, context) : null
	if (cleared?.kind === 'correct' && cleared.changes) return [cleared]
	const answered = /^(yes|no|yep|yeah|ok|okay|sure)[\s,]+(?=\S)/i.exec(command)
	if (answered) {
		const rest = readClause(command.slice(answered[0].length).replace(/^(?:and|then|but)\s+/i, ''), context)
		const answer: Intent = { kind: /^no/i.test(command) ? 'no' : 'yes' }
		return /^(?:yes|yep|yeah|no)$/i.test(answered[1] ?? '') ? [answer, ...rest] : rest
	}
	const several =
		readFilledList(stripStop(command), context) ??
		readSharedVerb(stripStop(command), context) ??
		readDeeds(stripStop(command), context)
	if (several) return several
	// A polite question ("could you add milk?") is no question once its politeness is gone.
	const intent = readCommand(stripStop(command.replace(/\?+$/, '')), command, context)
	// "and eggs": one more, however short.
	const more = /^(?:also|and|plus|oh and)\s/i.test(clause) && !clause.endsWith('?')
	const alone = command.replace(/,?\s+(?:too|as well)[.!]?$/i, '')
	const isMore = more && (intent.kind === 'unknown' || (intent.kind === 'add' && alone !== command))
	const meant: Intent = isMore ? { kind: 'add', tasks: [readSpokenTask(alone, context)] } : intent
	const again = readAgain(clause, context, meant)
	if (again) return [again]
	const asked = /^(?:can|could|will|would) you\b/i.test(clause)
	if (asked && (intent.kind === 'unknown' || intent.kind === 'unsupported'))
		return [{ kind: 'unsupported', what: 'that', task: capitalise(toWish(stripStop(command))) }]
	return [meant]
}

const sharing = /^(?:please\s+)?(move|reschedule|push|postpone|rename|set|change|mark|make)\s+(?=.{3,200}\sand\s)/i

/** "move task 3 to monday and task 4 to tuesday": one verb for two. */
function readSharedVerb(command: string, context: ParseContext): Intent[] | null {
	const verb = sharing.exec(command)
	const parts = verb ? command.slice(verb[0].length).split(/\s*,\s*(?:and\s+)?|\s+and\s+/) : []
	if (!verb?.[1] || parts.length < 2 || parts.length > 6) return null
	if (!parts.every((part) => /^\S.{0,60}?\s(?:to|as|for|until)\s\S/i.test(part)) || /["“]/.test(command)) return null
	const read = parts.map((part) => readCommand(`${verb[1]} ${part}`, `${verb[1]} ${part}`, context))
	return read.every((intent) => intent.kind === 'update' || intent.kind === 'complete') ? read : null
}

/** "emailed dad and texted sis": each says what was done. */
function readDeeds(command: string, context: ParseContext): Intent[] | null {
	const parts = command
		.replace(/^(?:i(?:'ve|’ve| have)?|we) (?:just |already )?/i, '')
		.split(/\s*,\s*(?:and\s+)?|\s+and\s+(?:i )?/)
	if (parts.length < 2 || parts.length > 6 || /["“]/.test(command)) return null
	const deeds = parts.map((part) => readPastTense(part.split(' ')[0] ?? ''))
	if (
		!deeds.every(
			(base, at) => base !== null && parts[at]?.includes(' ') && !parts[at]?.toLowerCase().startsWith(`${base} `),
		)
	)
		return null
	const read = parts.map((part) => readCommand(`i ${part}`, `i ${part}`, context))
	return read.every(({ kind }) => kind === 'complete') ? read : null
}

const commanding = /^(?:move|postpone|push|reschedule|delete|remove|complete|mark|tag|rename|make|set|change|reopen)\s/i

function readCommand(said: string, typed: string, context: ParseContext): Intent {
	const plain = said.replace(
		commanding.test(said) ? /,?\s+(?:instead|after all|too|as well)$/i : /\s+(?:instead|after all)$/i,
		'',
	)
	const bare = bareVerbs.get(plain.toLowerCase().replace(/ (?:too|as well|now|also)$/, ''))
	if (bare) return { kind: bare, target: /^all\b/i.test(plain) ? { pronoun: 'them', plural: true } : { pronoun: 'it' } }
	const left = allDoneBut.exec(plain)?.[1]
	if (left !== undefined) return { kind: 'complete', target: readTarget(`all of them except ${left}`, context) }
	if (/^(?:add|create|new)$/i.test(plain)) return { kind: 'add', tasks: [] }
	return (
		readAppCommand(plain, context) ??
		readSection(plain, context) ??
		readFollowUp(plain, typed, context) ??
		readDetail(plain, context) ??
		readRename(plain, context) ??
		readPlacing(plain, context) ??
		readReminderTask(plain, context) ??
		readNeed(plain, context) ??
		readQuestion(typed, context) ??
		readSet(plain, context) ??
		readMove(plain, context) ??
		readNews(plain, context) ??
		readOpenMove(plain, context) ??
		readAction(plain, context) ??
		readAdd(plain, context) ??
		readStatement(plain, typed, context)
	)
}

/** "all done except the bathroom" */
const allDoneBut =
	/^(?:(?:i|we)(?:'ve|’ve| have)? (?:did|done|finished|completed|got|bought|have)\s+(?:all|everything|it all|them all|all of (?:it|them))|(?:all|everything|it all|them all|all of (?:it|them))(?:['’]s| is| are)? (?:done|finished|complete[d]?)),?\s+(?:except|but not|but|apart from|other than)(?: for)?\s+(.{1,80})$/i

/** "i need to cancel my gym" is a new task even though its verb is a command. */
function readNeed(plain: string, context: ParseContext): Intent | null {
	if (
		!/^(?:i(?:'ll|'ve|’ve|'d)?|we|don'?t|do not|remember|need to|have to|gotta|must|note to self|to-?do|task|help me remember|make sure|add|create|new|put)\b/i.test(
			plain,
		)
	)
		return null
	if (
		/^i(?:'ve|’ve| have)? (?:just |already |finally )*(?:done|did|finished|completed|got(?! (?:an?|another|some|to|two|three|\d+)\b)|bought|called)\b/i.test(
			plain,
		)
	)
		return null
	if (
		/^put\b/i.test(plain) &&
		!/\b(?:on|in|onto|into) (?:my|the|our)\b.*\blists?$|\b(?:on|in) (?:my|the) (?:to-?dos?|tasks)$/i.test(plain)
	)
		return null
	if (
		/^(?:put .+ back|don'?t need|i (?:don'?t|no longer) need|do not need|task \d+|i (?:haven't|didn't|want to (?:see|know)))/i.test(
			plain,
		)
	)
		return null
	return readAdd(plain, context)
}

function readAdd(plain: string, context: ParseContext): Intent | null {
	const body = stripIntroduction(plain)
	if (body === null || /^(?:should|shall|must) (?:i|we)\b/i.test(plain)) return null
	if (body === '') return { kind: 'add', tasks: [] }
	return { kind: 'add', tasks: readSpokenTasks(body, plain, context) }
}

/** "book me a flight" as a task of one's own. */
const toWish = (command: string): string => command.replace(/\?+$/, '').replace(/^(\w+) (?:me|us) (?=\S)/i, '$1 ')

const bareVerbs: ReadonlyMap<string, 'complete' | 'delete'> = new Map([
	['done', 'complete'],
	['finished', 'complete'],
	['complete', 'complete'],
	['completed', 'complete'],
	['all done', 'complete'],
	['delete', 'delete'],
	['remove', 'delete'],
])

/** "add milk, add bread" is one action with two tasks. */
function mergeAdds(intents: readonly Intent[]): Intent[] {
	const merged: Intent[] = []
	for (const intent of intents) {
		const last = merged.at(-1)
		if (intent.kind === 'add' && last?.kind === 'add') last.tasks.push(...intent.tasks)
		else merged.push(intent.kind === 'add' ? { ...intent, tasks: [...intent.tasks] } : intent)
	}
	return merged
}
