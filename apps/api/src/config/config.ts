import { resolve } from 'node:path'
import type { DatabaseConfig } from '../database/open.ts'
import { ConfigError } from './config-error.ts'
import { toDatabaseConfig } from './database-url.ts'
import { readModels } from './models.ts'
import type { ModelsConfig } from './models.ts'
import { readSecrets } from './secrets.ts'
import type { Secrets } from './secrets.ts'
import type { SettingName } from './settings.ts'
import { flag, oneOf, whole } from './values.ts'

export { ConfigError }

export type Environment = { readonly [name: string]: string | undefined }

/** Paths of a certificate and its key, both PEM. */
export interface TlsFiles {
	readonly certFile: string
	readonly keyFile: string
}

export interface Config {
	environment: 'production' | 'development'
	host: string
	port: number
	/** 0: off. */
	metricsPort: number
	/** https where it is set, else http. */
	tls: TlsFiles | null
	logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
	/** Allowed origins, the public one first; empty: requests from the same origin pass. */
	origins: readonly string[]
	trustedProxyHops: number
	shutdownDelayMs: number
	shutdownGraceMs: number
	/** Requests a minute and person; 0: no limit. */
	rateLimit: number
	changesKeepDays: number
	trashKeepDays: number
	database: DatabaseConfig
	/** Where a made secret is kept. */
	dataFolder: string
	secrets: Secrets
	trustExternalJwt: boolean
	signUp: { kind: 'open' } | { kind: 'invite'; code: string } | { kind: 'off' }
	guests: boolean
	models: ModelsConfig
	mail: { url: string; from: string } | null
}

/**
 * Reads the settings (`settings.ts` describes each). `root` is where relative paths start.
 * @throws {ConfigError} naming the first setting that can't be.
 */
export function readConfig(env: Environment, root: string): Config {
	const read = (name: SettingName) => env[name]?.trim() || undefined
	const environment = oneOf(
		'ENVIRONMENT',
		read('ENVIRONMENT') ?? read('NODE_ENV'),
		['production', 'development'],
		toEnvironment,
	)
	const production = environment === 'production'
	const database = toDatabaseConfig(
		read('DATABASE_URL') ?? 'data/todo.db',
		read('DATABASE_DIRECT_URL'),
		whole('DATABASE_POOL_SIZE', read('DATABASE_POOL_SIZE'), 10, 5, 200),
		root,
	)
	const smtp = read('SMTP_URL')
	return {
		environment,
		host: read('HOST') ?? (production ? '0.0.0.0' : '127.0.0.1'),
		port: whole('PORT', read('PORT'), 8000, 0, 65_535),
		metricsPort: whole('METRICS_PORT', read('METRICS_PORT'), 9464, 0, 65_535),
		tls: readTls(read('TLS_CERT_FILE'), read('TLS_KEY_FILE')),
		logLevel: oneOf('LOG_LEVEL', read('LOG_LEVEL') ?? 'info', ['debug', 'info', 'warn', 'error', 'silent']),
		origins: readOrigins(read('FRONTEND_URL')),
		trustedProxyHops: whole('TRUSTED_PROXY_HOPS', read('TRUSTED_PROXY_HOPS'), 1, 0, 10),
		shutdownDelayMs: whole('SHUTDOWN_DELAY', read('SHUTDOWN_DELAY'), production ? 5 : 1, 0, 120) * 1000,
		shutdownGraceMs: whole('SHUTDOWN_GRACE', read('SHUTDOWN_GRACE'), 20, 1, 600) * 1000,
		rateLimit: whole('RATE_LIMIT', read('RATE_LIMIT'), 6000, 0, 10_000_000),
		changesKeepDays: whole('CHANGES_KEEP_DAYS', read('CHANGES_KEEP_DAYS'), 90, 1, 36_500),
		trashKeepDays: whole('TRASH_KEEP_DAYS', read('TRASH_KEEP_DAYS'), 30, 1, 36_500),
		database,
		dataFolder: database.kind === 'sqlite' ? resolve(database.file, '..') : resolve(root, 'data'),
		secrets: readSecrets(env, environment),
		trustExternalJwt: flag('TRUST_EXTERNAL_JWT', read('TRUST_EXTERNAL_JWT'), false),
		signUp: readSignUp(read('SIGN_UP') ?? 'open', read('INVITE_CODE')),
		guests: flag('GUESTS', read('GUESTS'), !production),
		models: readModels(read),
		mail: smtp ? readMail(smtp, read('MAIL_FROM'), read('FRONTEND_URL')) : null,
	}
}

/** The words people use for an environment; anything unknown is treated as production, the safer of the two. */
function toEnvironment(value: string | undefined): string {
	if (value === undefined || ['dev', 'local', 'test', 'development'].includes(value.toLowerCase())) return 'development'
	return 'production'
}

function readTls(certFile: string | undefined, keyFile: string | undefined): TlsFiles | null {
	if (certFile && keyFile) return { certFile, keyFile }
	if (certFile) throw new ConfigError('TLS_KEY_FILE', 'must be set where TLS_CERT_FILE is.')
	if (keyFile) throw new ConfigError('TLS_CERT_FILE', 'must be set where TLS_KEY_FILE is.')
	return null
}

function readOrigins(value: string | undefined): string[] {
	return (value ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) => {
			const url = URL.canParse(part) ? new URL(part) : undefined
			if (!url || !/^https?:$/.test(url.protocol))
				throw new ConfigError('FRONTEND_URL', `must list addresses such as https://todo.example.com, not "${part}".`)
			return url.origin
		})
}

/** The link in a mail can't be taken from the request that asks for it: anybody could have it lead elsewhere. */
function readMail(url: string, from: string | undefined, frontend: string | undefined): Config['mail'] {
	if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
		throw new ConfigError('SMTP_URL', 'must be an address such as smtps://user:password@mail.example.com.')
	if (!frontend) throw new ConfigError('FRONTEND_URL', 'must be set where SMTP_URL is: mails link to it.')
	return { url, from: from ?? 'todo@localhost' }
}

function readSignUp(value: string, code: string | undefined): Config['signUp'] {
	const kind = oneOf('SIGN_UP', value, ['open', 'invite', 'off'])
	if (kind !== 'invite') return { kind }
	if (!code) throw new ConfigError('INVITE_CODE', 'must be set where SIGN_UP is invite.')
	return { kind, code }
}
