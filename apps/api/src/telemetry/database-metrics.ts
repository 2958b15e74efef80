import type { Database } from '../database/database.ts'
import type { Metrics } from './metrics.ts'

/** How busy the way to the database is: what to look at before making it larger. */
export function watchDatabase(metrics: Metrics, database: Database): void {
	metrics.watch(
		'todo_database_waiting',
		'Writes in the queue, or requests waiting for a connection.',
		() => database.load().waiting,
	)
	metrics.watch('todo_database_busy', 'Connections in use.', () => database.load().busy)
	metrics.watch(
		'todo_database_group_size',
		'Writes in the latest shared transaction (SQLite).',
		() => database.load().group,
	)
}
