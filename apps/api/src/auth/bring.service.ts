import { completionStore } from '../tasks/completion.store.ts'
import { everyScope, toUserId } from '../actor.ts'
import type { Actor } from '../actor.ts'
import type { Operate, Operation } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import type { TaskRow } from '../database/schema.ts'
import { DomainError } from '../errors.ts'
import { listStore } from '../lists/list.store.ts'
import { mostLists, mostSections, mostTags, requireRoom, toFreeName } from '../lists/names.rules.ts'
import { sectionStore } from '../lists/section.store.ts'
import { tagStore } from '../lists/tag.store.ts'
import { positionGap, toTask } from '../tasks/task.rules.ts'
import { taskStore } from '../tasks/task.store.ts'
import { accountStore } from './account.store.ts'
import { userStore } from './user.store.ts'
import { settingsStore } from '../settings/settings.store.ts'

/** Gives an account what a guest has, under new numbers, in one operation that can be undone; the guest is deleted with it. */
export type BringTasks = (guestId: string, userId: string) => Promise<void>

/** All of them: whoever repeats a hundred tasks daily for a year has more than any page holds. */
const everything = 2_147_483_647

interface Renumbered {
	lists: Map<number, number>
	sections: Map<number, number>
	tasks: Map<number, number>
}

export function createBringTasks(database: Database, operate: Operate): BringTasks {
	return async (guestId, userId) => {
		const counts = await database.read(async (tx) => {
			const { lists, sections, tasks } = await readAll(tx, guestId)
			return { list: lists.length, section: sections.length, task: tasks.length }
		})
		const actor = await database.read((tx) => readActor(tx, userId))
		await operate(actor, (operation) => bring(operation, guestId, counts), { reserve: counts })
	}
}

async function bring(operation: Operation, guestId: string, counts: { list: number; section: number; task: number }) {
	const { tx } = operation
	const { lists, sections, tags, tasks, completions } = await readAll(tx, guestId)
	if (lists.length > counts.list || sections.length > counts.section || tasks.length > counts.task)
		throw new DomainError('CONFLICT', 'The list was changed at the same moment: try again.')
	const numbers: Renumbered = { lists: new Map(), sections: new Map(), tasks: new Map() }
	const stamp = { version: operation.version, updated_at: operation.at }
	const userId = operation.actor.userId

	const present = await listStore.all(tx, userId)
	requireRoom(present.length, mostLists, 'lists', lists.length)
	requireRoom((await sectionStore.all(tx, userId)).length, mostSections, 'sections', sections.length)
	const ownTags = new Set((await tagStore.all(tx, userId)).map((tag) => tag.name))
	requireRoom(ownTags.size, mostTags, 'tags', tags.filter(({ name }) => !ownTags.has(name)).length)
	for (const list of lists) {
		const id = operation.nextId('list')
		numbers.lists.set(list.id, id)
		const name = toFreeName(list.name, present)
		const client_id =
			list.client_id && (await listStore.findByClientId(tx, userId, list.client_id)) ? null : list.client_id
		const own = { ...list, ...stamp, id, name, client_id, position: id * positionGap }
		present.push(own)
		await listStore.insert(tx, userId, own)
		await record(operation, 'list', id, own)
	}
	for (const section of sections) {
		const id = operation.nextId('section')
		numbers.sections.set(section.id, id)
		const own = { ...section, ...stamp, id, list_id: numbers.lists.get(section.list_id) ?? 0 }
		await sectionStore.insert(tx, userId, own)
		await record(operation, 'section', id, own)
	}
	for (const { name, colour } of tags) {
		if (ownTags.has(name)) continue
		await tagStore.put(tx, userId, { name, colour }, operation.at)
		await record(operation, 'tag', name, { name, colour })
	}
	for (const row of tasks) numbers.tasks.set(row.id, operation.nextId('task'))
	for (const row of tasks) {
		const isTaken = row.client_id !== null && (await taskStore.findByClientId(tx, userId, row.client_id)) !== undefined
		const own = { ...toOwn(row, userId, numbers, stamp), ...(isTaken ? { client_id: null } : {}) }
		await taskStore.insert(tx, own, operation.actor.timeZone)
		await record(operation, 'task', own.id, toTask(own))
	}
	for (const { title: _title, ...completion } of completions) {
		const taskId = numbers.tasks.get(completion.task_id)
		if (taskId === undefined) continue
		const own = { ...completion, user_id: userId, task_id: taskId, version: operation.version }
		await completionStore.insert(tx, own)
		await record(operation, 'completion', `${taskId}/${own.n}`, own)
	}
	await accountStore.remove(tx, guestId)
}

/** The client's own id stays where it is free: a page that was offline may still send it again. */
function toOwn(row: TaskRow, userId: string, numbers: Renumbered, stamp: { version: number; updated_at: string }) {
	const renumber = (map: Map<number, number>, id: number | null) => (id === null ? null : (map.get(id) ?? null))
	const id = numbers.tasks.get(row.id) ?? 0
	return {
		...row,
		...stamp,
		user_id: userId,
		id,
		list_id: renumber(numbers.lists, row.list_id),
		section_id: renumber(numbers.sections, row.section_id),
		parent_id: renumber(numbers.tasks, row.parent_id),
		position: id * positionGap,
	}
}

const record = (
	operation: Operation,
	entity: 'task' | 'list' | 'section' | 'tag' | 'completion',
	entityId: number | string,
	after: object,
) => operation.record({ action: 'create', entity, entityId, before: null, after: { ...after } })

/** Parents before their subtasks; what lies in the guest's trash stays behind. */
async function readAll(tx: Tx, guestId: string) {
	const lists = await listStore.all(tx, guestId)
	const sections = await sectionStore.all(tx, guestId)
	const tags = await tagStore.all(tx, guestId)
	const live = (await taskStore.findAllByPosition(tx, guestId)).filter((row) => row.deleted_at === null)
	const completions = await completionStore.list(tx, guestId, everything, 0)
	return { lists, sections, tags, tasks: sortByDepth(live), completions }
}

function sortByDepth(rows: TaskRow[]): TaskRow[] {
	const byId = new Map(rows.map((row) => [row.id, row]))
	const depth = (row: TaskRow): number => {
		const parent = row.parent_id === null ? undefined : byId.get(row.parent_id)
		return parent ? depth(parent) + 1 : 0
	}
	return rows.toSorted((a, b) => depth(a) - depth(b))
}

async function readActor(tx: Tx, userId: string): Promise<Actor> {
	const user = await userStore.find(tx, userId)
	const settings = await settingsStore.find(tx, userId)
	if (!user) throw new DomainError('AUTH_UNAUTHORIZED', 'This account no longer exists.')
	return {
		userId: toUserId(userId),
		kind: 'person',
		detail: null,
		guest: false,
		timeZone: settings?.time_zone ?? 'UTC',
		scopes: everyScope,
		sessionId: null,
	}
}
