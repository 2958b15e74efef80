import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ExpressionBuilder } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { Schema, TaskRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'
import type { Parameter, Statement } from '../database/statement.ts'
import { nullableSorts, toPlace } from './task-cursor.rules.ts'
import type { TaskPlace } from './task-cursor.rules.ts'
import { foldText } from './task.rules.ts'

export type TaskSort = 'created_at' | 'updated_at' | 'completed_at' | 'title' | 'due_date' | 'priority' | 'position'

/** Which tasks, in which order: every part that is left out filters nothing. */
export interface TaskSelection {
	status: 'all' | 'pending' | 'completed'
	search?: string
	/** 0–3. */
	priority?: number
	tag?: string
	list?: number | 'inbox'
	parent?: number
	/** Due before this instant, or, where only a day is due, before this day. */
	overdue?: { at: string; day: string }
	dueBefore?: string
	dueAfter?: string
	sort: TaskSort
	order: 'asc' | 'desc'
	limit: number
	offset: number
	/** Only what stands behind this place of the same order. */
	after?: TaskPlace
}

/** A page, how many there are on all pages, and the place behind which the next one starts. */
interface FoundTasks {
	rows: TaskRow[]
	total: number
	next: TaskPlace | null
}

interface Input {
	userId: string
	priority: number
	tag: string
	list: number
	parent: number
	at: string
	day: string
	dueBefore: string
	dueAfter: string
	limit: number
	offset: number
	afterValue: string | number | null
	afterId: number
	word0: string
	word1: string
	word2: string
	word3: string
	word4: string
	word5: string
}

const wordNames = ['word0', 'word1', 'word2', 'word3', 'word4', 'word5'] as const

/** Everything that changes the query's text, and nothing else: queries are built once per shape. */
interface Shape {
	status: TaskSelection['status']
	words: number
	priority: boolean
	tag: boolean
	list: 'inbox' | 'one' | 'any'
	parent: boolean
	overdue: boolean
	dueBefore: boolean
	dueAfter: boolean
	sort: TaskSort
	order: 'asc' | 'desc'
	after: 'start' | 'value' | 'null'
}

interface Queries {
	rows: Statement<Input, TaskRow>
	count: Statement<Input, { total: number }>
}

/** Finds tasks by any combination of filters. Keeps the queries it has built, one per combination. */
export function createTaskListStore() {
	const built = new Map<string, Queries>()

	return {
		async find(tx: Tx, userId: string, selection: TaskSelection): Promise<FoundTasks> {
			const words = toWords(selection.search)
			const shape = toShape(selection, words.length)
			const key = JSON.stringify(shape)
			let queries = built.get(key)
			if (!queries) {
				queries = buildQueries(shape, createHash('sha256').update(key).digest('hex').slice(0, 16))
				built.set(key, queries)
			}
			const input = toInput(userId, selection, words)
			const { count } = queries
			const countAll = async () => (await tx.first(count, input))?.total ?? 0
			const isStart = selection.offset === 0 && selection.after === undefined
			// A first page often holds all there is, and nothing more needs to be counted; a later one never tells.
			const [found, counted] = await Promise.all([tx.all(queries.rows, input), isStart ? undefined : countAll()])
			// One more than is asked for tells whether there is a next page.
			const more = found.length > selection.limit
			const rows = more ? found.slice(0, selection.limit) : found
			const last = rows.at(-1)
			const total = counted ?? (more ? await countAll() : rows.length)
			return { rows, total, next: more && last ? toPlace(last, selection.sort) : null }
		},
	}
}

/** The words that must all stand in a task: at most six, the rest is taken as one phrase with the last. */
function toWords(search: string | undefined): string[] {
	const words = foldText(search ?? '')
		.split(/\s+/)
		.filter(Boolean)
	return words.length <= wordNames.length
		? words
		: [...words.slice(0, wordNames.length - 1), words.slice(wordNames.length - 1).join(' ')]
}

function toShape(s: TaskSelection, words: number): Shape {
	return {
		status: s.status,
		words,
		priority: s.priority !== undefined,
		tag: s.tag !== undefined,
		list: s.list === undefined ? 'any' : s.list === 'inbox' ? 'inbox' : 'one',
		parent: s.parent !== undefined,
		overdue: s.overdue !== undefined,
		dueBefore: s.dueBefore !== undefined,
		dueAfter: s.dueAfter !== undefined,
		sort: s.sort,
		order: s.order,
		after: s.after === undefined ? 'start' : s.after.value === null ? 'null' : 'value',
	}
}

function toInput(userId: string, s: TaskSelection, words: string[]): Input {
	const pattern = (word: string | undefined) => `%${(word ?? '').replace(/[\\%_]/g, '\\$&')}%`
	return {
		userId,
		priority: s.priority ?? 0,
		tag: s.tag ?? '',
		list: typeof s.list === 'number' ? s.list : 0,
		parent: s.parent ?? 0,
		at: s.overdue?.at ?? '',
		day: s.overdue?.day ?? '',
		dueBefore: s.dueBefore ?? '',
		// Every local time of that day sorts after the day itself and before this.
		dueAfter: `${s.dueAfter ?? ''}U`,
		limit: s.limit + 1,
		offset: s.offset,
		afterValue: s.after?.value ?? null,
		afterId: s.after?.id ?? 0,
		word0: pattern(words[0]),
		word1: pattern(words[1]),
		word2: pattern(words[2]),
		word3: pattern(words[3]),
		word4: pattern(words[4]),
		word5: pattern(words[5]),
	}
}

type Conditions = ExpressionBuilder<Schema, 'tasks'>

/** Behind a place of the order that `buildQueries` sorts by: no value comes last, and numbers settle ties. */
function isBehind(eb: Conditions, p: Parameter<Input>, { sort, order, after }: Shape) {
	const behind = order === 'asc' ? '>' : '<'
	const tied = eb('tasks.id', behind, p('afterId'))
	if (sort === 'created_at') return tied
	const none = eb(`tasks.${sort}`, 'is', null)
	if (after === 'null') return eb.and([none, tied])
	// The column's type is the sort's: text or a number.
	const value = sql`${p('afterValue')}`
	const isTied = eb.and([sql<boolean>`${eb.ref(`tasks.${sort}`)} = ${value}`, tied])
	const isFurther = sql<boolean>`${eb.ref(`tasks.${sort}`)} ${sql.raw(behind)} ${value}`
	return eb.or([isFurther, isTied, ...(nullableSorts.has(sort) ? [none] : [])])
}

/** `name` tells the shape, so that a name means one query everywhere. */
function buildQueries(shape: Shape, name: string): Queries {
	const where = (eb: Conditions, p: Parameter<Input>) =>
		eb.and([
			eb('tasks.user_id', '=', p('userId')),
			eb('tasks.deleted_at', 'is', null),
			...(shape.status === 'all' ? [] : [eb('tasks.completed', '=', shape.status === 'completed' ? 1 : 0)]),
			...wordNames.slice(0, shape.words).map((word) => sql<boolean>`tasks.search_text like ${p(word)} escape '\\'`),
			...(shape.priority ? [eb('tasks.priority', '=', p('priority'))] : []),
			...(shape.list === 'any'
				? []
				: [shape.list === 'inbox' ? eb('tasks.list_id', 'is', null) : eb('tasks.list_id', '=', p('list'))]),
			...(shape.parent ? [eb('tasks.parent_id', '=', p('parent'))] : []),
			...(shape.dueBefore ? [eb('tasks.due_date', '<', p('dueBefore'))] : []),
			...(shape.dueAfter ? [eb('tasks.due_date', '>', p('dueAfter'))] : []),
			...(shape.overdue
				? [
						eb('tasks.completed', '=', 0),
						eb.or([
							eb('tasks.due_at', '<', p('at')),
							eb.and([eb('tasks.due_at', 'is', null), eb('tasks.due_date', '<', p('day'))]),
						]),
					]
				: []),
			...(shape.tag
				? [
						eb.exists(
							eb
								.selectFrom('task_tags')
								.select('task_tags.tag')
								.whereRef('task_tags.user_id', '=', 'tasks.user_id')
								.whereRef('task_tags.task_id', '=', 'tasks.id')
								.where('task_tags.tag', '=', p('tag')),
						),
					]
				: []),
		])
	const { sort, order } = shape
	return {
		rows: defineStatement<Input, TaskRow>(`list_tasks_${name}`, (db, p) => {
			let query = db
				.selectFrom('tasks')
				.selectAll()
				.where((eb) => where(eb, p))
			if (shape.after !== 'start') query = query.where((eb) => isBehind(eb, p, shape))
			if (nullableSorts.has(sort)) query = query.orderBy((eb) => eb(`tasks.${sort}`, 'is', null))
			if (sort !== 'created_at') query = query.orderBy(`tasks.${sort}`, order)
			return query.orderBy('tasks.id', order).limit(p('limit')).offset(p('offset'))
		}),
		count: defineStatement<Input, { total: number }>(`count_tasks_${name}`, (db, p) =>
			db
				.selectFrom('tasks')
				.select((eb) => eb.fn.countAll<number>().as('total'))
				.where((eb) => where(eb, p)),
		),
	}
}
