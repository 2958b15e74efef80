import type { Intent } from '@todo/language'
import { count, join, quote } from '../../words.ts'
import { findNamedList } from './named-list.ts'
import { act, rowsOf, textOf } from './script.ts'
import type { Exchange, Script } from './script.ts'
import { askFirst, sayFailure } from './sentences.ts'

type SectionIntent = Extract<Intent, { kind: 'create_section' | 'delete_section' } | { kind: 'rename_section' }>

/** Makes, renames and removes the sections of lists. */
export function* changeSections(exchange: Exchange, intent: SectionIntent): Script {
	if (intent.kind === 'create_section') return yield* make(exchange, intent.name, intent.list)
	const args =
		intent.kind === 'rename_section'
			? { section: intent.name, name: intent.to.slice(0, 100) }
			: { section: intent.name, ...toListArgument(exchange, intent.list) }
	const outcome = yield* act(intent.kind, args)
	if (outcome.status === 'held') askFirst(exchange, outcome.confirmation.text)
	else if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else if (intent.kind === 'rename_section')
		exchange.lines.push(`The section ${quote(intent.name)} is called ${quote(textOf(outcome, 'name'))} now.`)
	else exchange.lines.push(`Removed the section ${quote(textOf(outcome, 'name'))}.`)
}

/** A section stands in a list: the one that was said, else the one last spoken of, else the only one. */
function* make(exchange: Exchange, name: string, said: string | undefined): Script {
	const [only, ...more] = exchange.lists
	const spoken = said ?? exchange.memory.list ?? (more.length === 0 ? only : undefined)
	if (spoken === undefined) {
		exchange.lines.push(
			only === undefined
				? 'A section is a part of a list, and there is no list yet. Say “make a list called Trip” first.'
				: `In which list? Say “add a section ${name} to ${only}”.`,
		)
		exchange.suggestions = exchange.lists
			.slice(0, 4)
			.map((list) => ({ label: list, message: `Add a section “${name}” to the list ${list}` }))
		return
	}
	const list = findNamedList(exchange, spoken)
	if (list === undefined) {
		exchange.lines.push(`There is no list ${quote(spoken)}.`)
		return
	}
	const outcome = yield* act('create_section', { name: name.slice(0, 100), list })
	if (outcome.status === 'failed') exchange.lines.push(sayFailure(outcome.error))
	else exchange.lines.push(`Made the section ${quote(textOf(outcome, 'name'))} in ${quote(list)}.`)
	exchange.memory.list = list
}

export const toListArgument = (exchange: Exchange, list: string | undefined) =>
	list === undefined ? {} : { list: findNamedList(exchange, list) ?? list }

/** "Which sections does the trip list have?" */
export function* sections(exchange: Exchange, list: string | undefined): Script {
	const outcome = yield* act('list_sections', toListArgument(exchange, list))
	if (outcome.status === 'failed') {
		exchange.lines.push(sayFailure(outcome.error))
		return
	}
	const rows = rowsOf(outcome)
	const said = rows.map(
		(row) => `${quote(String(row['name']))} in ${quote(String(row['list']))} (${String(row['pending'])} open)`,
	)
	exchange.lines.push(
		rows.length === 0
			? 'There are no sections yet. Say “add a section Packing to Trip” for one.'
			: `There ${rows.length === 1 ? 'is' : 'are'} ${count(rows.length, 'section')}: ${join(said, 12)}.`,
	)
}
