import type { ExportFile, Reminder, Task } from '@todo/contract'
import { writeCsv } from './csv.rules.ts'

const header = [
	'id',
	'title',
	'description',
	'completed',
	'priority',
	'due_date',
	'time_zone',
	'recurrence',
	'repeat_from',
	'reminders',
	'tags',
	'list',
	'section',
	'parent_id',
	'created_at',
	'completed_at',
] as const

/** One row a task, those in the trash left out; in the order in which they were made. */
export function toCsv({ tasks, lists, sections }: Pick<ExportFile, 'tasks' | 'lists' | 'sections'>): string {
	const listNames = new Map(lists.map((list) => [list.id, list.name]))
	const sectionNames = new Map(sections.map((section) => [section.id, section.name]))
	const toCells = (task: Task): Record<(typeof header)[number], string> => ({
		id: String(task.id),
		title: task.title,
		description: task.description ?? '',
		completed: String(task.completed),
		priority: task.priority,
		due_date: task.due_date ?? '',
		time_zone: task.time_zone ?? '',
		recurrence: task.recurrence ?? '',
		repeat_from: task.repeat_from,
		reminders: task.reminders.map(toReminderText).join('; '),
		tags: task.tags.join(', '),
		list: listNames.get(task.list_id ?? 0) ?? '',
		section: sectionNames.get(task.section_id ?? 0) ?? '',
		parent_id: task.parent_id === null ? '' : String(task.parent_id),
		created_at: task.created_at,
		completed_at: task.completed_at ?? '',
	})
	const rows = tasks
		.filter((task) => task.deleted_at === null)
		.map(toCells)
		.map((cells) => header.map((name) => cells[name]))
	return writeCsv(header, rows)
}

const toReminderText = (reminder: Reminder) => ('at' in reminder ? reminder.at : String(reminder.minutes_before))
