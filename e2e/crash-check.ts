import SqliteDatabase from 'better-sqlite3'
import type { CrashClient } from './crash-client.ts'
import type { Entry } from './crash-journal.ts'

/** What is wrong with what is stored, compared with what writers know; empty where all is well. */
export async function findDamage(client: CrashClient, entries: readonly Entry[], persons: number): Promise<string[]> {
	const found: string[] = []
	for (let person = 0; person < persons; person += 1) {
		const own = entries.filter((entry) => entry.person === person)
		const tasks = await client.readTasks(person)
		found.push(...compareTasks(own, tasks), ...compareHistory(tasks, await client.readChanges(person)))
	}
	return found
}

interface Stored {
	id: number
	title: string
	completed: boolean
}

function compareTasks(entries: readonly Entry[], tasks: readonly Stored[]): string[] {
	const found: string[] = []
	const byTitle = Map.groupBy(tasks, (task) => task.title)
	const created = new Map(entries.filter(({ kind }) => kind === 'create').map((entry) => [entry.title, entry]))
	const finished = new Set(entries.filter(({ kind }) => kind === 'complete').map(({ title }) => title))
	for (const [title, entry] of created) {
		const stored = byTitle.get(title) ?? []
		if (stored.length === 0) found.push(`lost: ${title}`)
		if (stored.length > 1) found.push(`doubled: ${title} is there ${stored.length} times`)
		if (stored[0] && stored[0].id !== entry.id) found.push(`${title} is task ${stored[0].id}, answered was ${entry.id}`)
		if (stored[0] && stored[0].completed !== finished.has(title)) found.push(`lost: the end of ${title}`)
	}
	for (const title of byTitle.keys()) if (!created.has(title)) found.push(`nobody wrote ${title}`)
	if (new Set(tasks.map(({ id }) => id)).size !== tasks.length) found.push('two tasks share an id')
	return found
}

interface Recorded {
	version: number
	n: number
	action: string
	entity_id: string
	after: Record<string, unknown> | null
}

/** Versions follow one another without a gap, and the history made exactly the tasks that are there. */
function compareHistory(tasks: readonly Stored[], changes: readonly Recorded[]): string[] {
	const found: string[] = []
	for (const [index, { version, n }] of changes.entries()) {
		if (version !== index + 1 || n !== 0) {
			found.push(`change ${index + 1} has version ${version}, number ${n}`)
			break
		}
	}
	const made = changes.filter(({ action }) => action === 'create')
	const titles = new Map(made.map(({ entity_id, after }) => [entity_id, after?.['title']]))
	if (made.length !== tasks.length) found.push(`${made.length} creations recorded, ${tasks.length} tasks there`)
	for (const { id, title } of tasks) if (titles.get(String(id)) !== title) found.push(`no record of task ${id}`)
	return found
}

/** SQLite's own opinion of a file that no process has open. */
export function findFileDamage(file: string): string[] {
	const db = new SqliteDatabase(file, { readonly: true })
	try {
		const pages = db.prepare('pragma integrity_check').pluck().all().map(String)
		const keys = db.prepare('pragma foreign_key_check').all()
		return [
			...(pages.join() === 'ok' ? [] : pages.map((page) => `integrity_check: ${page}`)),
			...(keys.length === 0 ? [] : [`foreign_key_check: ${keys.length} rows point nowhere`]),
		]
	} finally {
		db.close()
	}
}
