import type { Task } from '@todo/contract'
import { describeRecurrence } from '@todo/language'
import { quote, sayDue } from '../../words.ts'
import { act, rowsOf } from './script.ts'
import type { Exchange, Script } from './script.ts'

/** A task among others that it must not be taken for. */
export interface Named {
	task: Task
	/** What it has and the others have not: "tomorrow, Sat 21 Nov", "in Work"; empty where its title is its own. */
	apart: string
}

type Facet = (task: Task) => string

/** What tells each of these tasks from the others: the first of date, list, section, parent, repetition, priority, tags, notes that differs. */
export function* tellApart(exchange: Exchange, tasks: readonly Task[]): Script<Named[]> {
	const alike = tasks.filter((task) => tasks.some((other) => other !== task && fold(other.title) === fold(task.title)))
	const differ = (field: 'list_id' | 'section_id') => new Set(alike.map((task) => task[field])).size > 1
	const lists = differ('list_id') ? yield* readNames('list_lists', 'list_id') : new Map<number, string>()
	const sections = differ('section_id') ? yield* readNames('list_sections', 'section_id') : new Map<number, string>()
	const facets: Facet[] = [
		({ due_date }) => (due_date === null ? 'no date' : sayDue(due_date, exchange.context)),
		({ list_id }) => (list_id === null ? 'in your inbox' : `in ${lists.get(list_id) ?? 'another list'}`),
		({ section_id }) =>
			section_id === null ? 'in no section' : `in the section ${sections.get(section_id) ?? ''}`.trim(),
		({ completed }) => (completed ? 'done' : 'open'),
		({ parent_id }) => (parent_id === null ? 'by itself' : 'a subtask'),
		({ recurrence }) => (recurrence === null ? 'once' : describeRecurrence(recurrence)),
		({ priority }) => (priority === 'none' ? 'no priority' : `${priority} priority`),
		({ tags }) => (tags.length === 0 ? 'no tags' : tags.map((tag) => `#${tag}`).join(' ')),
		({ description }) => (description === null ? 'no notes' : quote(description.slice(0, 60))),
	]
	const byAge = alike.toSorted((a, b) => a.id - b.id)
	return tasks.map((task) => {
		if (!alike.includes(task)) return { task, apart: '' }
		const same = alike.filter((other) => fold(other.title) === fold(task.title))
		const telling = facets.filter((facet) => new Set(same.map(facet)).size > 1)
		const [own] = telling.filter((facet) => same.filter((other) => facet(other) === facet(task)).length === 1)
		const said = own ? own(task) : telling.map((facet) => facet(task)).join(', ')
		const unique = own ?? new Set(same.map((other) => telling.map((facet) => facet(other)).join())).size === same.length
		return { task, apart: unique ? said : [said, sayAge(byAge.indexOf(task), byAge.length)].filter(Boolean).join(', ') }
	})
}

const fold = (title: string) => title.normalize('NFKC').trim().toLowerCase()

const sayAge = (at: number, all: number): string =>
	at === 0
		? 'added first'
		: at === all - 1
			? 'added last'
			: `added ${at + 1}${at === 1 ? 'nd' : at === 2 ? 'rd' : 'th'}`

/** Names by number, as one of the tools lists them. */
function* readNames(tool: string, id: string): Script<Map<number, string>> {
	const rows = rowsOf(yield* act(tool, {}))
	return new Map(rows.map((row) => [Number(row[id]), String(row['name'])]))
}

/** "Call Bob: tomorrow, Sat 21 Nov", for a button. */
export const toLabel = ({ task, apart }: Named): string => (apart === '' ? task.title : `${task.title} (${apart})`)
