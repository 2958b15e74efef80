import { relative } from 'node:path'
import { toDatabaseConfig } from '../apps/api/src/config/database-url.ts'
import { root } from './root.ts'

/** Where the tasks are kept, in words for a person, without any password. */
export function describeKept(databaseUrl: string | undefined): string {
	const database = toDatabaseConfig(databaseUrl || 'data/todo.db', undefined, 1, root)
	if (database.kind === 'postgres') {
		const { host, pathname } = new URL(database.url)
		return `the PostgreSQL database ${decodeURIComponent(pathname.slice(1))}${host ? ` on ${host}` : ''}`
	}
	const inside = relative(root, database.file)
	return inside.startsWith('..') ? database.file : `./${inside.replaceAll('\\', '/')}`
}
