import { ApiError, call, callWithHeaders, endpoints } from '@todo/contract'
import type { Change, Send, Task } from '@todo/contract'
import type { Entry } from './crash-journal.ts'

export interface CrashClient {
	/** A guest's token; it outlives every kill. */
	admit(): Promise<string>
	/** Sends a write and notes its answer. False where no answer came. @throws {ApiError} where the API refused it. */
	attempt(entry: Entry): Promise<boolean>
	readTasks(person: number): Promise<Task[]>
	readChanges(person: number): Promise<Change[]>
}

const pageSize = 1000

export function createCrashClient(url: string, tokens: readonly string[]): CrashClient {
	const send: Send = (path, init) => fetch(`${url}${path}`, init)
	const as = (person: number): Send => {
		const authorization = `Bearer ${tokens[person] ?? ''}`
		return (path, init) => send(path, { ...init, headers: { ...init.headers, authorization } })
	}

	function write(entry: Entry) {
		const options = { idempotencyKey: entry.key }
		const sender = as(entry.person)
		if (entry.kind === 'create') {
			return callWithHeaders(sender, endpoints.tasks.createTask, { body: { title: entry.title } }, options)
		}
		const input = { params: { id: entry.id ?? 0 }, body: { completed: true } }
		return callWithHeaders(sender, endpoints.tasks.completeTask, input, options)
	}

	return {
		async admit() {
			return (await call(send, endpoints.auth.createGuest, {})).token
		},

		async attempt(entry) {
			entry.attempts += 1
			try {
				const { data, headers } = await write(entry)
				requireSame(entry, data, headers.get('idempotent-replayed') === 'true')
				entry.id = data.id
				entry.acknowledged = true
				return true
			} catch (error) {
				// fetch says a lost connection by a TypeError; a cut answer is no JSON.
				if (error instanceof TypeError || error instanceof SyntaxError) return false
				throw error instanceof ApiError ? new Error(`${entry.key}: ${error.message}`, { cause: error }) : error
			}
		},

		async readTasks(person) {
			const tasks: Task[] = []
			for (;;) {
				const query = { limit: String(pageSize), offset: String(tasks.length), order: 'asc' as const }
				const page = await call(as(person), endpoints.tasks.listTasks, { query })
				tasks.push(...page)
				if (page.length < pageSize) return tasks
			}
		},

		async readChanges(person) {
			const changes: Change[] = []
			for (let since = 0; ;) {
				const query = { since: String(since), limit: String(pageSize) }
				const page = await call(as(person), endpoints.changes.listChanges, { query })
				changes.push(...page.changes)
				since = changes.at(-1)?.version ?? since
				if (!page.more) return changes
			}
		},
	}
}

function requireSame(entry: Entry, task: Task, replayed: boolean): void {
	if (task.title !== entry.title) throw new Error(`${entry.key} was answered with another task: ${task.title}`)
	if (!entry.acknowledged) return
	if (task.id !== entry.id) throw new Error(`${entry.key} made task ${entry.id} and then task ${task.id}`)
	if (!replayed) throw new Error(`${entry.key} was carried out again although it had been acknowledged`)
}
