import type { Intent } from '@todo/language'
import { quote } from '../../words.ts'
import { findNamedList } from './named-list.ts'
import { act, textOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { askFirst, sayFailure } from './sentences.ts'

type ListIntent = Extract<Intent, { kind: 'create_list' | 'delete_list' } | { kind: 'rename_list' }>

/** Makes, renames and deletes lists. */
export function* changeLists(exchange: Exchange, intent: ListIntent): Script {
	const known = findNamedList(exchange, intent.name)
	if (intent.kind === 'create_list') {
		if (known !== undefined) exchange.lines.push(`There is a list ${quote(known)} already.`)
		else
			yield* call(exchange, 'create_list', { name: intent.name.slice(0, 100) }, (name) => {
				exchange.lists.push(name)
				return `Made the list ${quote(name)}.`
			})
		exchange.memory.list = known ?? intent.name
		return
	}
	if (known === undefined) {
		exchange.lines.push(`There is no list ${quote(intent.name)}.`)
		return
	}
	exchange.memory.list = intent.kind === 'rename_list' ? intent.to : null
	if (intent.kind !== 'rename_list')
		yield* call(exchange, 'delete_list', { list: known }, (name) => `Deleted the list ${quote(name)}.`)
	else {
		const args = { list: known, name: intent.to.slice(0, 100) }
		yield* call(exchange, 'rename_list', args, (name) => `The list ${quote(known)} is called ${quote(name)} now.`)
	}
}

function* call(exchange: Exchange, tool: string, args: Record<string, unknown>, say: (name: string) => string): Script {
	const outcome = yield* act(tool, args)
	if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else if (outcome.status === 'held') askFirst(exchange, outcome.confirmation.text)
	else exchange.lines.push(say(textOf(outcome, 'name')))
}
