import { call, endpoints } from '@todo/contract'
import type { Send, Task } from '@todo/contract'
import type { tasks as schemas } from '@todo/contract/schemas'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { input } from 'zod'
import type { OpenDatabase, TestDatabase } from './databases.ts'
import { startApp } from './start-app.ts'
import type { TestApp } from './start-app.ts'

type NewTask = input<typeof schemas.newTask>
type TaskQuery = input<typeof schemas.taskQuery>

/** What tests about tasks work at: one app for the file, and for each test somebody new in Vienna, at 10:00 UTC on 20 November 2026. */
export interface TaskBench {
	readonly app: TestApp
	readonly send: Send
	now(): Date
	setTime(instant: string): void
	/** From now on as somebody new. */
	enter(): Promise<void>
	add(body: NewTask): Promise<Task>
	titles(query?: TaskQuery): Promise<string[]>
}

/** Call it within `describe`: it says what happens before and after its tests. */
export function setUpBench(open: OpenDatabase): TaskBench {
	const start = '2026-11-20T10:00:00Z'
	let place: TestDatabase | undefined
	let app: TestApp | undefined
	let send: Send | undefined
	let now = new Date(start)

	const bench: TaskBench = {
		get app() {
			return require(app)
		},
		get send() {
			return require(send)
		},
		now: () => now,
		setTime(instant) {
			now = new Date(instant)
		},
		async enter() {
			send = (await require(app).guest('Europe/Vienna')).send
		},
		add: (body) => call(bench.send, endpoints.tasks.createTask, { body }),
		titles: async (query = {}) =>
			(await call(bench.send, endpoints.tasks.listTasks, { query })).map((task) => task.title),
	}
	beforeAll(async () => {
		place = await open()
		app = await startApp(place.url, {}, { now: () => now })
	})
	beforeEach(async () => {
		now = new Date(start)
		await bench.enter()
	})
	afterAll(async () => {
		await app?.close()
		await place?.drop()
	})
	return bench
}

function require<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('the bench is set up before the first test, and not earlier')
	return value
}
