/** What the front server is told from outside. */
export interface ServerConfig {
	port: number
	hostname: string
	/** Where `/api`, `/api/ws` and `/mcp` are handed to, without a path. */
	backend: URL
	/** An origin that browsers call themselves; null: they stay on the page's own (docs/decisions/0003). */
	publicApi: string | null
	/** Port of `/metrics`; null: none is opened. */
	metricsPort: number | null
	/** Whether a proxy in front writes `X-Forwarded-Proto` and `X-Forwarded-Host`; else a client's are thrown away. */
	trustForwarded: boolean
	/** Milliseconds until the API's answer must have begun. */
	headTimeout: number
	/** Milliseconds that running requests are given at shutdown. */
	grace: number
}

type Environment = Record<string, string | undefined>

/** The first of these that is set names the API; each specification of the product calls it differently (APP-8). */
const backendNames = ['BACKEND_URL', 'NEXT_PUBLIC_API_BASE_URL', 'NEXT_PUBLIC_API_URL'] as const

/** Reads the settings. @throws {Error} in words, naming the variable that makes no sense. */
export function readConfig(env: Environment): ServerConfig {
	return {
		port: readNumber(env, 'PORT', 3000, 65_535),
		hostname: env.HOSTNAME || '0.0.0.0',
		backend: readBackend(env),
		publicApi: env.PUBLIC_API_URL ? toApiOrigin('PUBLIC_API_URL', env.PUBLIC_API_URL).origin : null,
		metricsPort: env.METRICS_PORT ? readNumber(env, 'METRICS_PORT', 0, 65_535) : null,
		trustForwarded: env.TRUST_FORWARDED === 'true',
		headTimeout: readNumber(env, 'API_HEAD_TIMEOUT_MS', 75_000, 600_000),
		grace: readNumber(env, 'SHUTDOWN_GRACE_MS', 10_000, 600_000),
	}
}

function readBackend(env: Environment): URL {
	for (const name of backendNames) {
		const value = env[name]?.trim()
		if (value) return toApiOrigin(name, value)
	}
	return new URL('http://127.0.0.1:8000')
}

/** Takes an address with or without `/api` at its end. */
function toApiOrigin(name: string, value: string): URL {
	const url = URL.parse(value.replace(/\/+$/, '').replace(/\/api$/, ''))
	if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
		throw new Error(
			`${name} must be an address such as http://127.0.0.1:8000 or http://127.0.0.1:8000/api, not ${value}`,
		)
	return url
}

function readNumber(env: Environment, name: string, fallback: number, max: number): number {
	const value = env[name]
	if (value === undefined || value === '') return fallback
	const number = Number(value)
	if (!Number.isInteger(number) || number < 0 || number > max)
		throw new Error(`${name} must be a whole number from 0 to ${max}, not ${value}`)
	return number
}
