import type { Task } from '@todo/contract'
import type { Target, TaskFilter } from '@todo/language'
import { count, join, quote } from '../../words.ts'
import {
	findSame,
	most,
	pickNamed,
	toFindArguments,
	toListArguments,
	toSpellings,
	wanted,
	withoutVerb,
} from './finding.ts'
import type { Kind } from './finding.ts'
import { pickTasks, withoutExceptions } from './match.rules.ts'
import { findNumbered, readPage } from './numbering.ts'
import { act, read, tasksOf } from './script.ts'
import type { Exchange, Script, Wanted } from './script.ts'
import { sayFailure, sayNothing } from './sentences.ts'

export type Resolved =
	/** `wide`: a group ("everything overdue") rather than tasks named one by one; `others` could have been meant instead. */
	| { kind: 'found'; tasks: Task[]; wide: boolean; note?: string; others?: Task[] }
	| { kind: 'unsure'; options: Task[]; chosen: Task[] }
	| { kind: 'meant'; task: Task }
	/** `words` are those that nothing fits. */
	| { kind: 'none'; reply: string; words?: string }
	| { kind: 'unsaid' }

const tooMany = `There are more than I can take at once: these are the first ${most}.`

/** Which tasks an action is about. */
export function* resolve(exchange: Exchange, target: Target, kind: Kind): Script<Resolved> {
	const found = yield* find(exchange, target, kind)
	if (found.kind !== 'found' || !target.except?.length) return found
	const tasks = withoutExceptions(found.tasks, target.except)
	return tasks.length > 0 ? { ...found, tasks } : { kind: 'none', reply: 'That leaves none.' }
}

function* find(exchange: Exchange, target: Target, kind: Kind): Script<Resolved> {
	if (target.numbers) return yield* findNumbered(exchange, target.numbers, kind)
	if (target.ordinals) return yield* findOrdinals(exchange, target.ordinals)
	if (target.pronoun) return yield* findPronoun(exchange, target.pronoun)
	if (target.queries) return yield* findQueries(exchange, target.queries, target, kind)
	if (target.all || target.filter) return yield* findGroup(exchange, target, kind)
	if (!target.query) return { kind: 'unsaid' }
	const tagged = target.plural ? yield* findTagged(exchange, target.query, kind) : []
	if (tagged.length > 0) return { kind: 'found', tasks: tagged, wide: true }
	const found = yield* findQuery(exchange, target.query, kind, target.plural ?? false)
	const bare = withoutVerb(target.query, target)
	const whole = kind === 'delete' || kind === 'complete' ? askOfSeveral(found, target.query) : found
	if (bare === undefined || isCalled(found, target.query)) return isCalled(found, target.query) ? found : whole
	const other = yield* findQuery(exchange, bare, kind, target.plural ?? false)
	if (isCalled(other, bare)) return other
	return found.kind === 'none' && other.kind !== 'none' ? askOfSeveral(other, bare) : askOfSeveral(found, target.query)
}

const isCalled = (found: Resolved, words: string): boolean =>
	found.kind === 'found' && found.tasks.every(({ title }) => title.trim().toLowerCase() === words.toLowerCase())

/** "I bought the milk" need not mean all of "Buy milk, eggs and bread": that is asked first. */
function askOfSeveral(found: Resolved, words: string): Resolved {
	const [task, ...more] = found.kind === 'found' ? found.tasks : []
	const several = /,|\s(?:and|&)\s/i
	return task && more.length === 0 && several.test(task.title) && !several.test(words) ? { kind: 'meant', task } : found
}

/** "All trip tasks" are those tagged so, where there are any. */
function* findTagged(exchange: Exchange, words: string, kind: Kind): Script<Task[]> {
	const name = words.toLowerCase()
	if (!/^[\p{L}\p{N}_-]{1,50}$/u.test(name)) return []
	return [...tasksOf(yield* read(exchange, 'list_tasks', { status: wanted[kind].group, tags: [name], limit: most }))]
}

function* findOrdinals(exchange: Exchange, ordinals: readonly number[]): Script<Resolved> {
	const shown = yield* toListed(exchange)
	const ids = ordinals.flatMap((position) => shown.at(position < 0 ? position : position - 1) ?? [])
	if (ids.length === 0) {
		const reply = shown.length === 0 ? 'There is nothing on the list yet.' : `The list has only ${count(shown.length)}.`
		return { kind: 'none', reply }
	}
	return yield* findLive(exchange, ids)
}

/** What "the second one" counts in: the tasks just spoken of, else what was listed last, else the page. */
function* toListed(exchange: Exchange): Script<readonly number[]> {
	const { shown, mentioned, last } = exchange.memory
	const spoken = mentioned.length > 1 && last?.ids.join() === mentioned.join()
	if (spoken && !mentioned.every((id) => shown.includes(id))) exchange.memory.shown = mentioned
	if (exchange.memory.shown !== shown) return mentioned
	return shown.length > 0 ? shown : (yield* readPage(exchange)).map(({ id }) => id)
}

type Pronoun = NonNullable<Target['pronoun']>

function* findPronoun(exchange: Exchange, pronoun: Pronoun): Script<Resolved> {
	const { mentioned, last } = exchange.memory
	if (pronoun === 'last' && (mentioned.length === 0 || /\b(?:added|made|created|new|newest)\b/i.test(exchange.said)))
		return yield* findNewest()
	// "All of them", where one was spoken of last: those that were listed, else all there are.
	const all = pronoun === 'them' && mentioned.length === 1 && /\b(?:all|every(?:thing)?|each)\b/i.test(exchange.said)
	if (all) return yield* findLive(exchange, yield* toListed(exchange), true)
	const both = pronoun === 'them' && mentioned.length === 1 && /\b(?:both|two)\b/i.test(exchange.said)
	if (both) return yield* findBoth(exchange)
	const ids = pronoun === 'last' ? mentioned.slice(-1) : pronoun === 'other' ? toOthers(exchange) : mentioned
	if (ids.length === 0) return { kind: 'unsaid' }
	const live = yield* findLive(exchange, ids)
	if (live.kind !== 'found') return live
	const rest = [...(last?.ids ?? []), ...(last?.others ?? [])].filter((id) => !ids.includes(id))
	const others = rest.length > 0 ? [...tasksOf(yield* read(exchange, 'get_tasks', { task_ids: rest }))] : []
	if (live.tasks.length === 1 || pronoun === 'them') return { ...live, others }
	return { kind: 'unsure', options: live.tasks.slice(0, 6), chosen: [] }
}

/** "Both" where one was spoken of last: the two that were shown, else the two there are. */
function* findBoth(exchange: Exchange): Script<Resolved> {
	const { shown, mentioned } = exchange.memory
	if (shown.length === 2) return yield* findLive(exchange, shown)
	const open = tasksOf(yield* act('list_tasks', { status: 'pending', limit: 3 }))
	return yield* findLive(exchange, open.length === 2 ? open.map(({ id }) => id) : mentioned)
}

/** What "the other one" may mean: what was asked about or shown, but not taken. */
function toOthers({ memory: { mentioned, last, shown } }: Exchange): number[] {
	const pool = last && last.others.length > 0 ? last.others : shown
	return pool.filter((id) => !mentioned.includes(id))
}

function* findNewest(): Script<Resolved> {
	const all = tasksOf(yield* act('list_tasks', { status: 'pending', limit: most }))
	const newest = all.toSorted((a, b) => b.id - a.id)[0]
	if (!newest) return { kind: 'none', reply: 'There is nothing on the list yet.' }
	return { kind: 'found', tasks: [newest], wide: false }
}

function* findLive(exchange: Exchange, ids: readonly number[], wide = false): Script<Resolved> {
	const tasks = [...tasksOf(yield* read(exchange, 'get_tasks', { task_ids: ids }))]
	if (tasks.length > 0) return { kind: 'found', tasks, wide }
	const reply = ids.length === 1 ? 'That one isn’t on the list any more.' : 'Those aren’t on the list any more.'
	return { kind: 'none', reply }
}

function* findGroup(exchange: Exchange, { filter, query, said, plural }: Target, kind: Kind): Script<Resolved> {
	const single = query === undefined ? yield* findNamesake(exchange, filter, kind) : undefined
	if (single) return { kind: 'found', tasks: [single], wide: false }
	const outcome = yield* read(exchange, 'list_tasks', toListArguments(filter, wanted[kind].group))
	if (outcome.status === 'failed' && query === undefined) return { kind: 'none', reply: sayFailure(outcome.error) }
	const tasks = [...tasksOf(outcome)]
	if (query === undefined) {
		if (tasks.length > 0)
			return { kind: 'found', tasks, wide: true, ...(tasks.length === most ? { note: tooMany } : {}) }
		const all = kind === 'reopen' ? 'Nothing is completed yet.' : 'There is nothing on the list.'
		return { kind: 'none', reply: filter?.label ? sayNothing(filter.label) : all }
	}
	const match = pickTasks(query, tasks, { plural: plural ?? false, preferred: wanted[kind].preferred })
	if (match.kind === 'one') return { kind: 'found', tasks: [match.task], wide: false, others: match.others }
	if (match.kind === 'several') return { kind: 'found', tasks: match.tasks, wide: true }
	if (match.kind === 'unsure') return { kind: 'unsure', options: match.options, chosen: [] }
	return yield* findQuery(exchange, said ?? query, kind, plural ?? false)
}

/** "Complete groceries": a task of that name is meant before the list. */
function* findNamesake(exchange: Exchange, filter: TaskFilter | undefined, kind: Kind): Script<Task | undefined> {
	const { list, label: _, ...more } = filter ?? { label: '' }
	const whole = /\b(?:lists?|all|every(?:thing)?|tasks?|items?|in|from)\b/i.test(exchange.said)
	if (list === undefined || whole || Object.keys(more).length > 0 || kind === 'reopen') return undefined
	return yield* findSame(exchange, list)
}

function* findQuery(exchange: Exchange, query: string, kind: Kind, plural: boolean): Script<Resolved> {
	const { status, preferred } = wanted[kind]
	const candidates = tasksOf(yield* read(exchange, 'find_tasks', toFindArguments(query, status)))
	const match = pickTasks(query, candidates, { plural, preferred })
	switch (match.kind) {
		case 'one':
			return match.sure ? { kind: 'found', tasks: [match.task], wide: false } : { kind: 'meant', task: match.task }
		case 'several':
			return { kind: 'found', tasks: match.tasks, wide: true }
		case 'unsure':
			return toFinished(exchange, kind, match.options) ?? { kind: 'unsure', options: match.options, chosen: [] }
		case 'none':
			return yield* findElsewhere(query, status)
	}
}

/** "I finished the report" means "Finish the report" before "Send the report". */
function toFinished({ said }: Exchange, kind: Kind, options: readonly Task[]): Resolved | undefined {
	if (kind !== 'complete' || !/\b(?:finished|completed)\b/i.test(said)) return undefined
	const [task, ...more] = options.filter(({ title }) => /^(?:finish|complete)\b/i.test(title))
	return task && more.length === 0
		? { kind: 'found', tasks: [task], wide: false, others: options.filter((one) => one !== task) }
		: undefined
}

/** Nothing that the action could be about: perhaps it has been done already, or was never done. */
function* findElsewhere(query: string, status: 'pending' | 'completed' | 'all'): Script<Resolved> {
	const nothing: Resolved = { kind: 'none', reply: `I can’t find a task like ${quote(query)}.`, words: query }
	if (status === 'all') return nothing
	const other = status === 'pending' ? 'completed' : 'pending'
	const match = pickTasks(query, tasksOf(yield* act('find_tasks', toFindArguments(query, other))), {
		plural: false,
		preferred: undefined,
	})
	if (match.kind !== 'one' || !match.sure) return nothing
	const state = other === 'completed' ? 'is done already' : 'is still open'
	return { kind: 'none', reply: `${quote(match.task.title)} ${state}.` }
}

function* findQueries(exchange: Exchange, queries: readonly string[], target: Target, kind: Kind): Script<Resolved> {
	const { status, preferred } = wanted[kind]
	const whole = target.query ?? queries.join(' and ')
	const asOne = pickTasks(whole, tasksOf(yield* read(exchange, 'find_tasks', toFindArguments(whole, status))), {
		plural: false,
		preferred,
	})
	// "salt and pepper" may be one task: then its title holds all the words.
	if (asOne.kind === 'one' && holdsAll(asOne.task.title, queries))
		return { kind: 'found', tasks: [asOne.task], wide: false }
	const chosen: Task[] = []
	const missing: string[] = []
	let unsure: Task[] | undefined
	for (const [at, query] of queries.entries()) {
		const match = yield* pickNamed(exchange, toSpellings(query, at, target), kind)
		if (match.kind === 'one') chosen.push(match.task)
		else if (match.kind === 'unsure') unsure ??= match.options
		else missing.push(query)
	}
	if (unsure) return { kind: 'unsure', options: unsure, chosen }
	const note = missing.length > 0 ? `I can’t find a task like ${join(missing.map(quote))}.` : undefined
	if (chosen.length === 0) return { kind: 'none', reply: note ?? '', words: whole }
	const unique = [...new Map(chosen.map((task) => [task.id, task])).values()]
	return { kind: 'found', tasks: unique, wide: false, ...(note ? { note } : {}) }
}

const holdsAll = (title: string, queries: readonly string[]) =>
	queries.every((query) => title.toLowerCase().includes(query.toLowerCase()))

/** What resolving this target reads first, so that several can be read in one step. */
export function firstRead(target: Target, kind: Kind): Wanted[] {
	const { status, group } = wanted[kind]
	if (target.numbers || target.ordinals || target.pronoun || target.queries) return []
	if (target.all || target.filter) return [{ name: 'list_tasks', arguments: toListArguments(target.filter, group) }]
	return target.query ? [{ name: 'find_tasks', arguments: toFindArguments(target.query, status) }] : []
}
