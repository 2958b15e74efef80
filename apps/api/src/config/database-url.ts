import { fileURLToPath } from 'node:url'
import { isAbsolute, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import type { DatabaseConfig } from '../database/open.ts'

/**
 * Understands what people put into DATABASE_URL (APP-7): a path, `file:…`, `sqlite:///…`, or PostgreSQL's address with or
 * without a driver's name (`postgresql+asyncpg://`). `postgres://` and SQLAlchemy's four-slash absolute paths too.
 */
export function toDatabaseConfig(
	value: string,
	directUrl: string | undefined,
	poolSize: number,
	root: string,
): DatabaseConfig {
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(value)?.[1]?.toLowerCase()
	const base = scheme?.split('+')[0]
	if (base === 'postgres' || base === 'postgresql') {
		const url = toPostgresUrl(value)
		return {
			kind: 'postgres',
			url,
			directUrl: directUrl ? toPostgresUrl(directUrl) : url.replace('-pooler.', '.'),
			poolSize,
		}
	}
	// A file of that name would be made, and the database somebody meant would stay empty.
	if (base !== 'sqlite' && base !== 'file' && value.includes('://'))
		throw new ConfigError('DATABASE_URL', `must be a file, sqlite:///… or postgresql://…, not ${base}://….`)
	const file = toFile(value, base)
	return { kind: 'sqlite', file: isAbsolute(file) ? file : resolve(root, file) }
}

/** Drops a driver's name, and query parameters that only Python's drivers know. */
function toPostgresUrl(value: string): string {
	const url = new URL(value.replace(/^[a-z0-9+.-]+:/i, 'postgresql:'))
	const ssl = url.searchParams.get('ssl')
	if (ssl && !url.searchParams.has('sslmode')) url.searchParams.set('sslmode', ssl === 'true' ? 'require' : ssl)
	for (const name of ['ssl', 'channel_binding', 'prepared_statement_cache_size', 'statement_cache_size'])
		url.searchParams.delete(name)
	// Without it the driver takes `require` for `verify-full`, warns, and refuses certificates that libpq and Python's drivers take.
	if (url.searchParams.has('sslmode') && !url.searchParams.has('uselibpqcompat'))
		url.searchParams.set('uselibpqcompat', 'true')
	return url.href
}

function toFile(value: string, scheme: string | undefined): string {
	if (scheme === 'sqlite')
		return value
			.replace(/^[^:]+:(\/\/)?(\/(?!\/))?/, '')
			.replace(/^\/\//, '/')
			.replace(/\?.*$/, '')
	if (scheme === 'file')
		return value.startsWith('file:///')
			? fileURLToPath(value.replace(/\?.*$/, ''))
			: value.replace(/^file:(\/\/)?/, '').replace(/\?.*$/, '')
	return value
}
