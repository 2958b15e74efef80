import { call, endpoints } from '@todo/contract'
import type { Send, Task } from '@todo/contract'
import type { tasks as schemas } from '@todo/contract/schemas'
import { beforeEach } from 'vitest'
import type { input } from 'zod'
import type { OpenDatabase } from './databases.ts'
import { provideApp, requireOpen } from './provide-app.ts'
import type { ProvidedApp } from './provide-app.ts'

type NewTask = input<typeof schemas.newTask>
type TaskQuery = input<typeof schemas.taskQuery>

/** What tests about tasks work at: one app for the file, and for each test somebody new in Vienna, at 10:00 UTC on 20 November 2026. */
export interface TaskBench {
	readonly app: ProvidedApp
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
	let send: Send | undefined
	let now = new Date(start)
	const app = provideApp(open, {}, { now: () => now })

	const bench: TaskBench = {
		app,
		get send() {
			return requireOpen(send)
		},
		now: () => now,
		setTime(instant) {
			now = new Date(instant)
		},
		async enter() {
			send = (await app.guest('Europe/Vienna')).send
		},
		add: (body) => call(bench.send, endpoints.tasks.createTask, { body }),
		titles: async (query = {}) =>
			(await call(bench.send, endpoints.tasks.listTasks, { query })).map((task) => task.title),
	}
	beforeEach(async () => {
		now = new Date(start)
		await bench.enter()
	})
	return bench
}
