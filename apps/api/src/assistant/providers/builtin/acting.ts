import type { Task } from '@todo/contract'
import type { Intent, Target } from '@todo/language'
import { perform } from './actions.ts'
import type { Action } from './memory.ts'
import { askWhetherMeant, askWhich, askWhom, offerToAdd } from './questions.ts'
import { resolve } from './resolve.ts'
import { restore } from './restoring.ts'
import type { Exchange, Script } from './script.ts'

/** What was done in this turn or the one directly before: only that is meant by "too". */
export function toJustDone({ memory: { last, turn }, context }: Exchange): Action | undefined {
	return last?.action && (last.operation === turn || last.operation === context.operationId) ? last.action : undefined
}

/** `again`: it is what was done before that says what to do, and so less certain. */
export function* change(exchange: Exchange, wanted: Action, target: Target, again = false): Script {
	const found = yield* resolve(exchange, target, wanted.kind)
	const action = found.kind === 'found' ? toMeant(exchange, wanted, found.tasks) : wanted
	switch (found.kind) {
		case 'found':
			if (found.note) exchange.lines.push(found.note)
			return yield* perform(exchange, action, found.tasks, { ...found, asks: again || isEmptying(target, found.tasks) })
		case 'unsure':
			return yield* askWhich(exchange, action, found.options, found.chosen)
		case 'meant':
			return askWhetherMeant(exchange, action, found.task)
		case 'unsaid':
			return askWhom(exchange, action)
		case 'none':
			if (found.words !== undefined && action.kind === 'reopen' && (yield* restore(exchange, found.words))) return
			exchange.lines.push(found.reply)
			if (found.words === undefined) return
			if (action.kind === 'update' && action.changes.due_date)
				offerToAdd(exchange, found.words, action.changes.due_date)
			else exchange.suggestions = [{ label: 'Show my tasks', message: 'Show my tasks' }]
	}
}

/** "The gym is cancelled" where that was to be done: "cancel the gym" is done then. */
const toMeant = ({ said }: Exchange, action: Action, tasks: readonly Task[]): Action =>
	// "Cancel next week's meeting" of one that does not repeat.
	action.kind === 'update' &&
	action.changes.skip &&
	/^(?:delete|cancel|remove|drop)\b/i.test(said.trim()) &&
	tasks.every(({ recurrence }) => recurrence === null)
		? { kind: 'delete' }
		: action.kind === 'delete' && /\bcancell?ed\b/i.test(said) && tasks.every(({ title }) => /^cancel\b/i.test(title))
			? { kind: 'complete' }
			: action

/** "Empty the work list" while it holds something open. */
const isEmptying = ({ all, filter, query }: Target, tasks: readonly Task[]): boolean =>
	query === undefined && (all === true || filter?.list !== undefined) && tasks.some(({ completed }) => !completed)

/** "The second one" when nothing was asked: it is what the next "it" means. */
export function* choose(exchange: Exchange, { ordinals }: Intent & { kind: 'choose' }): Script {
	const found = yield* resolve(exchange, { ordinals }, 'update')
	if (found.kind !== 'found') {
		exchange.lines.push(found.kind === 'none' ? found.reply : 'I didn’t understand that.')
		return
	}
	const action = toJustDone(exchange)
	// "Mark the first one as done" — "and the last".
	if (action && /^(?:and|also|plus)\b/i.test(exchange.said.trim()))
		return yield* perform(exchange, action, found.tasks, { ...found, asks: true })
	exchange.tasks.push(...found.tasks)
	exchange.memory.mentioned = found.tasks.map(({ id }) => id)
	const them = found.tasks.length === 1 ? 'it' : 'them'
	exchange.lines.push(`What shall I do with ${them}? Say “done”, “delete ${them}” or “move ${them} to Friday”.`)
}
