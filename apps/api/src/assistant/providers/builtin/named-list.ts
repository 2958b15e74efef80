import { act, fieldOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

const fold = (name: string) =>
	name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s+list$/, '')
		.trim()

/** The list of this name as it is spelled; undefined where there is none. */
export const findNamedList = ({ lists }: Exchange, name: string): string | undefined =>
	lists.find((list) => list === name) ?? lists.find((list) => fold(list) === fold(name))

/** The list of this name; one that isn't there yet is made, and said. */
export function* requireNamedList(exchange: Exchange, name: string): Script<string> {
	const known = findNamedList(exchange, name)
	if (known !== undefined) return known
	const outcome = yield* act('create_list', { name: name.slice(0, 100) })
	const made = fieldOf(outcome, 'name')
	if (typeof made !== 'string') return name
	exchange.lists.push(made)
	exchange.lines.push(`Made the list “${made}”.`)
	return made
}
