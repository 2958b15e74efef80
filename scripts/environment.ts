import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { settings } from '../apps/api/src/config/settings.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What programs need from the machine itself. Nothing else of the caller's reaches the product but its settings. */
const machine =
	/^(PATH|HOME|USER|LOGNAME|SHELL|TERM|TMPDIR|TEMP|TMP|TZ|LANG|LC_\w+|SYSTEMROOT|WINDIR|COMSPEC|APPDATA|LOCALAPPDATA|USERPROFILE|(HTTPS?|NO)_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|(FORCE|NO)_COLOR)$/i

/** Settings that only the page's server reads; it gets these, the addresses of the API and nothing secret. */
const pageNames = ['PUBLIC_API_URL', 'TRUST_FORWARDED', 'API_HEAD_TIMEOUT_MS', 'SHUTDOWN_GRACE_MS']
const backendNames = ['BACKEND_URL', 'NEXT_PUBLIC_API_BASE_URL', 'NEXT_PUBLIC_API_URL']

/** `.env` under what the caller's environment says; both may be missing. */
export function readSettings(env: Environment, file: string): Record<string, string> {
	const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
	return toDefined({ ...written, ...toDefined(env) })
}

export function toApiEnvironment(given: Environment): Record<string, string> {
	const names = new Set<string>(settings.map(({ name }) => name))
	return { ...readMachine(), ...pick(given, (name) => names.has(name)) }
}

export function toPageEnvironment(
	given: Environment,
	own: { port: number; host: string; api: string },
): Record<string, string> {
	const names = new Set([...pageNames, ...backendNames, 'LOG_LEVEL'])
	const kept = pick(given, (name) => names.has(name))
	const isNamed = backendNames.some((name) => kept[name])
	return {
		...readMachine(),
		...kept,
		...(isNamed ? {} : { BACKEND_URL: own.api }),
		NODE_ENV: 'production',
		PORT: String(own.port),
		HOSTNAME: own.host,
	}
}

function readMachine(): Record<string, string> {
	return pick(process.env, (name) => machine.test(name))
}

function pick(given: Environment, wanted: (name: string) => boolean): Record<string, string> {
	return toDefined(Object.fromEntries(Object.entries(given).filter(([name]) => wanted(name))))
}

/** A variable that is set to nothing counts as unset: compose and shells write those. */
function toDefined(given: Environment): Record<string, string> {
	const entries = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
	return Object.fromEntries(entries)
}
