/** The rows that creating a task writes, in the product's own tables: what the bare servers write too. */
export const taskColumns = (
	'user_id id version created_at updated_at deleted_at client_id title description search_text completed priority ' +
	'due_date time_zone due_at recurrence repeat_from series_start reminders tags list_id section_id parent_id position ' +
	'completed_at'
).split(' ')

export const changeColumns =
	'user_id version n operation_id undoes at actor actor_detail action entity entity_id before after'.split(' ')

export type Value = string | number | null

export interface Numbers {
	version: number
	task: number
}

/** A new task as the API answers it, and the values of its two rows. */
export function toRows(userId: string, title: string, { version, task: id }: Numbers) {
	const at = new Date().toISOString()
	const task = {
		id,
		user_id: userId,
		client_id: null,
		title,
		description: null,
		completed: false,
		status: 'pending',
		priority: 'none',
		due_date: null,
		time_zone: null,
		recurrence: null,
		repeat_from: 'due',
		reminders: [],
		tags: [],
		list_id: null,
		section_id: null,
		parent_id: null,
		position: id * 65_536,
		version,
		created_at: at,
		updated_at: at,
		completed_at: null,
		deleted_at: null,
	}
	const taskRow: Value[] = [userId, id, version, at, at, null, null, title, null, title.toLowerCase(), 0, 0, null, null]
	taskRow.push(null, null, 'due', null, '[]', '[]', null, null, null, id * 65_536, null)
	const changeRow: Value[] = [userId, version, 0, crypto.randomUUID(), null, at, 'person', null, 'create', 'task']
	changeRow.push(String(id), null, JSON.stringify(task))
	return { task, taskRow, changeRow }
}

export const raise = (mark: string) =>
	`update user_versions set version = version + 1, last_task_id = last_task_id + 1 where user_id = ${mark} ` +
	'returning version, last_task_id as task'

/** A page of 50 and, for `X-Total-Count`, how many there are. */
export const page = (mark: (n: number) => string, order: 'asc' | 'desc') =>
	`select * from tasks where user_id = ${mark(1)} and deleted_at is null order by id ${order} limit 50 offset ${mark(2)}`

export const count = (mark: string) =>
	`select count(*) as total from tasks where user_id = ${mark} and deleted_at is null`
