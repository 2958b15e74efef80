import { primitives as p, tasks } from '@todo/contract/schemas'
import { z } from 'zod'
import { createBatch, refuseFile, requireFewTasks, toReason, toTaskFields } from './batch.rules.ts'
import type { Batch } from './batch.rules.ts'
import { createCheckedRules } from './checked-rules.ts'
import type { CheckedRules } from './checked-rules.ts'
import { readInTurns } from './row-turns.ts'

const instant = z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-11-20T17:00:00Z' })
const deleted = { deleted_at: z.string().nullish() }

const list = z.object({
	id: p.bodyId,
	name: p.text(100),
	colour: p.colour.optional(),
	position: p.position.optional(),
	...deleted,
})
const section = z.object({
	id: p.bodyId,
	list_id: p.bodyId,
	name: p.text(100),
	position: p.position.optional(),
	...deleted,
})
const completion = z.object({
	task_id: p.bodyId,
	n: p.bodyId,
	due_date: p.dueDate.nullable(),
	recurrence: p.text(500).nullable(),
	completed_at: instant,
})

const file = z.object({
	format: z.literal('todo-export', 'must be todo-export').optional(),
	version: z.literal(1, 'must be 1: this file was made by a newer version').optional(),
	lists: z.array(list).default([]),
	sections: z.array(section).default([]),
	tags: z.array(z.object({ name: p.tagName, colour: p.colour })).default([]),
	tasks: z.array(z.unknown(), 'must be a list of tasks'),
	completions: z.array(completion).default([]),
})

/** What else an export holds, and an import leaves out. */
const leftOut = ['exported_at', 'settings', 'conversations']
const known = new Set([...Object.keys(file.shape), ...leftOut])
const mostEntries = { lists: 2_000, sections: 10_000, tags: 10_000, completions: 100_000 }

/** Looks at a file's outline alone: a schema would look at each entry before it counts them. */
function requireSmallFile(body: object): void {
	const names = Object.keys(body)
	const unknown = names.find((name) => !known.has(name))
	if (unknown !== undefined) throw refuseFile(`is no export: it holds ${unknown.slice(0, 50)}, which is not known`)
	const lengths = new Map(Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.length : 0]))
	requireFewTasks(lengths.get('tasks') ?? 0)
	for (const [name, most] of Object.entries(mostEntries))
		if ((lengths.get(name) ?? 0) > most) throw refuseFile(`holds more than ${most.toLocaleString('en')} ${name}`)
}

const { list_id, section_id, parent_id, ...ofTask } = tasks.newTask.shape
const fieldNames = Object.keys(ofTask)

/** What stands around a task's own fields; those are looked at one by one, so that one bad task stops no others. */
const around = z.object({
	id: p.bodyId.optional(),
	list_id: list_id.nullish(),
	section_id: section_id.nullish(),
	parent_id: parent_id.nullish(),
	created_at: instant.nullish(),
	completed_at: instant.nullish(),
	series_start: p.dueDate.nullish(),
	...deleted,
})

/** Reads an export of this product, or a bare list of tasks as `GET /api/tasks` answers them. */
export async function readJson(body: unknown): Promise<Batch> {
	const value = Array.isArray(body) ? { tasks: body } : body
	if (typeof value === 'object' && value !== null) requireSmallFile(value)
	const parsed = file.safeParse(value)
	if (!parsed.success) throw refuseFile(`is no export: ${toReason(parsed.error.issues)}`)
	const { data } = parsed
	const batch = createBatch()
	const isLive = (one: { deleted_at?: string | null | undefined }) => one.deleted_at == null
	for (const { id, name, colour, position } of data.lists.filter(isLive))
		batch.lists.push({ key: String(id), name, colour, position })
	for (const { id, list_id: of, name, position } of data.sections.filter(isLive))
		batch.sections.push({ key: String(id), list: String(of), name, position })
	batch.tags.push(...data.tags)
	const reader: Reader = { batch, rules: createCheckedRules(), keys: new Set() }
	await readInTurns(data.tasks.entries(), ([index, task]) => readTask(reader, index + 1, task))
	for (const { task_id, ...rest } of data.completions) batch.completions.push({ task: String(task_id), ...rest })
	// Numbers are given out in this order, and tasks are listed by number.
	batch.tasks.sort((a, b) => Number(a.key) - Number(b.key))
	return batch
}

interface Reader {
	batch: Batch
	rules: CheckedRules
	/** The ids of the tasks so far. */
	keys: Set<string>
}

function readTask({ batch, rules, keys }: Reader, row: number, input: unknown): void {
	const skip = (reason: string) => void batch.skipped.push({ row, reason })
	const frame = around.safeParse(input)
	if (!frame.success || typeof input !== 'object' || input === null)
		return skip(frame.success ? 'must be an object' : toReason(frame.error.issues))
	const { data } = frame
	if (data.deleted_at != null) return skip('is in the trash')
	const read = toTaskFields(pickFields(input), rules)
	if ('reason' in read) return skip(read.reason)
	// A task without a number of its own sorts behind those that have one.
	const key = String(data.id ?? 2_147_483_647 + row)
	if (keys.has(key)) return skip(`has the same id as another: ${key}`)
	keys.add(key)
	const toKey = (id: number | null | undefined) => (id == null ? null : String(id))
	batch.tasks.push({
		row,
		key,
		parent: toKey(data.parent_id),
		list: toKey(data.list_id),
		section: toKey(data.section_id),
		fields: read.fields,
		created_at: data.created_at ?? undefined,
		completed_at: data.completed_at ?? undefined,
		series_start: data.series_start ?? undefined,
	})
}

/** A task's own fields; null stands for "none" in an export, and only some of them take it. */
function pickFields(task: object): Record<string, unknown> {
	const all = new Map(fieldNames.map((name) => [name, Reflect.get(task, name)]))
	return Object.fromEntries([...all].filter(([, value]) => value != null))
}
