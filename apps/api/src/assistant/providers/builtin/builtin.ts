import type { Intent } from '@todo/language'
import { interpretMessage } from '@todo/language'
import { allowedCall } from '../../model.ts'
import type { Model, ModelEvent, ModelInput, ModelMessage, ToolOutcome, ToolRequest } from '../../model.ts'
import { perform, sayAllowed } from './actions.ts'
import { change, choose, toJustDone } from './acting.ts'
import { add } from './adding.ts'
import { answer } from './answers.ts'
import { correct, keep, undoSeveral } from './corrections.ts'
import { countTasks, list, lists, review, suggest, tags } from './listing.ts'
import { changeLists } from './list-changes.ts'
import { toMemory } from './memory.ts'
import { findSame } from './finding.ts'
import { firstRead, resolve } from './resolve.ts'
import { readAhead } from './script.ts'
import { changeSections, sections } from './section-changes.ts'
import { handleTrash } from './trash.ts'
import type { Exchange, Script } from './script.ts'
import { chatter } from './small-talk.ts'

/** Answers without a key and without a network: reads what was said, calls the tools, and says what came of it. */
export function createBuiltin(): Model {
	return {
		name: 'builtin',
		literal: true,
		async *step(input) {
			yield* nextStep(input)
		},
	}
}

/** Runs the script from its start, giving it the outcomes of the steps so far, until it wants more or is done. */
function nextStep({ messages, context }: ModelInput): ModelEvent[] {
	const at = messages.findLastIndex(({ role }) => role === 'user')
	const turn = toTurn(messages.slice(at + 1))
	const exchange: Exchange = {
		context,
		said: toText(messages[at]),
		lines: [],
		tasks: [],
		suggestions: [],
		offers: [],
		memory: structuredClone(toMemory(context.memory)),
		reads: new Map(),
		page: [],
		lists: [...context.lists],
	}
	if (turn.allowed) {
		exchange.memory.question = null
		sayAllowed(exchange, turn.allowed.call.name, turn.allowed.outcome)
	} else {
		const script = converse(exchange)
		let state = script.next()
		for (const outcomes of turn.outcomes) if (!state.done) state = script.next(outcomes)
		if (!state.done) {
			const step = turn.outcomes.length
			return state.value.map((wanted, n) => ({ type: 'call', call: { id: `${step}.${n}`, ...wanted } }))
		}
	}
	const tasks = [...new Map(exchange.tasks.map((task) => [task.id, task])).values()]
	return [
		{ type: 'text', text: exchange.lines.join('\n') },
		{ type: 'tasks', tasks },
		{ type: 'suggestions', suggestions: exchange.suggestions.length > 0 ? exchange.suggestions : exchange.offers },
		{ type: 'memory', memory: { ...exchange.memory, turn: context.operationId } },
	]
}

interface Turn {
	/** What the server did because the person said yes, before this model was asked. */
	allowed: { call: ToolRequest; outcome: ToolOutcome } | undefined
	/** What came of each step's calls. */
	outcomes: ToolOutcome[][]
}

function toTurn(messages: readonly ModelMessage[]): Turn {
	const turn: Turn = { allowed: undefined, outcomes: [] }
	for (const message of messages) {
		if (message.role === 'assistant') turn.outcomes.push([])
		else if (message.role === 'tool' && message.call.id === allowedCall) turn.allowed = message
		else if (message.role === 'tool') turn.outcomes.at(-1)?.push(message.outcome)
	}
	if (turn.allowed) turn.outcomes.shift()
	return turn
}

const toText = (message: ModelMessage | undefined) => (message?.role === 'user' ? message.text : '')

function* converse(exchange: Exchange): Script {
	const { question, list: spokenList } = exchange.memory
	const intents = interpretMessage(exchange.said, {
		...exchange.context,
		...(spokenList === null ? {} : { spokenList }),
	})
	exchange.memory.question = null
	if (question && (yield* answer(exchange, question, intents))) return
	yield* readAhead(exchange, intents.flatMap(toFirstRead))
	for (const said of intents) {
		const intent = said.kind === 'add' ? { ...said, tasks: toSpokenPlace(exchange, said.tasks) } : said
		exchange.memory.list = toSpokenList(intent, exchange.memory.list)
		yield* obey(exchange, intent)
		// What follows may depend on the answer.
		if (exchange.memory.question || exchange.suggestions.length > 0) break
	}
	if (exchange.lines.length === 0) yield* chatter(exchange, { kind: 'unknown', text: exchange.said })
}

/** The list that is spoken of from here on; other tasks end that, thanks and questions back don't. */
function toSpokenList(intent: Intent, before: string | null): string | null {
	switch (intent.kind) {
		case 'add':
			return intent.tasks.at(-1)?.list ?? null
		case 'list':
		case 'count':
			return intent.filter.list ?? null
		case 'update':
			return intent.changes.list ?? null
		case 'complete':
		case 'reopen':
		case 'delete':
			return intent.target.filter?.list ?? null
		default:
			return before
	}
}

function toFirstRead(intent: Intent) {
	switch (intent.kind) {
		case 'complete':
		case 'reopen':
		case 'delete':
		case 'update':
			return firstRead(intent.target, intent.kind)
		default:
			return []
	}
}

function* obey(exchange: Exchange, intent: Intent): Script {
	switch (intent.kind) {
		case 'add':
			return yield* addOrChange(exchange, intent)
		case 'list':
			return yield* list(exchange, intent.filter, intent)
		case 'count':
			return yield* countTasks(exchange, intent.filter)
		case 'complete':
		case 'reopen':
		case 'delete':
			return yield* change(exchange, { kind: intent.kind }, intent.target)
		case 'update':
			return yield* change(exchange, { kind: 'update', changes: intent.changes }, intent.target)
		case 'again':
			return yield* doAgain(exchange, intent)
		case 'choose':
			return yield* choose(exchange, intent)
		case 'correct':
			return yield* correct(exchange, intent)
		case 'undo':
		case 'redo':
			return yield* undoSeveral(exchange, intent.kind === 'redo', intent.times ?? 1)
		case 'suggest':
			return yield* suggest(exchange)
		case 'review':
			return yield* review(exchange, intent)
		case 'lists':
			return yield* lists(exchange)
		case 'tags':
			return yield* tags(exchange)
		case 'trash':
		case 'empty_trash':
		case 'restore_trash':
			return yield* handleTrash(exchange, intent)
		case 'create_section':
		case 'rename_section':
		case 'delete_section':
			return yield* changeSections(exchange, intent)
		case 'sections':
			return yield* sections(exchange, intent.list)
		case 'create_list':
		case 'rename_list':
		case 'delete_list':
			return yield* changeLists(exchange, intent)
		case 'no':
			if (/\bkeep\b/i.test(exchange.said) && exchange.memory.last?.action?.kind === 'delete')
				return yield* keep(exchange, exchange.memory.last)
			if (isSecondThought(exchange)) return yield* undoSeveral(exchange, false, 1)
			return yield* chatter(exchange, intent)
		case 'yes':
		case 'help':
		case 'greeting':
		case 'thanks':
		case 'goodbye':
		case 'unsupported':
		case 'unknown':
			return yield* chatter(exchange, intent)
	}
}

/** "Actually not" right behind something that was done. */
const isSecondThought = ({ said, memory: { last, turn } }: Exchange): boolean =>
	/^(?:(?:oh|hmm|well|wait|no)[\s,]+)*(?:actually|on second thoughts?|wait)\b/i.test(said.trim()) &&
	last !== null &&
	last.operation === turn

/** An addition that gives way to a change where its task is there already. */
function* addOrChange(exchange: Exchange, { tasks, unless }: Intent & { kind: 'add' }): Script {
	const found = unless?.target.query ? yield* findSame(exchange, unless.target.query, unless.loose) : undefined
	if (!found || !unless) return yield* add(exchange, toSpokenPlace(exchange, tasks))
	yield* perform(exchange, { kind: 'update', changes: unless.changes }, [found], { wide: false })
}

/** "Also eggs" right behind "add milk to the shopping list" goes into that list. */
function toSpokenPlace(
	{ said, memory: { list: spoken, last, turn } }: Exchange,
	tasks: (Intent & { kind: 'add' })['tasks'],
) {
	const on =
		spoken !== null &&
		last?.action === null &&
		last.operation === turn &&
		/^(?:and|also|plus|oh and)\b/i.test(said.trim())
	return on ? tasks.map((task) => ({ ...task, list: task.list ?? spoken })) : tasks
}

/** "The desk too": what was just done once more, where there is such a task. */
function* doAgain(exchange: Exchange, { target, otherwise }: Intent & { kind: 'again' }): Script {
	const action = toJustDone(exchange)
	const found = action ? yield* resolve(exchange, target, action.kind) : undefined
	if (!action || !found || found.kind === 'none' || found.kind === 'meant') return yield* obey(exchange, otherwise)
	yield* change(exchange, action, target, true)
}
