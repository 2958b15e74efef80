import { toApiEnvironment, toPageEnvironment } from './environment.ts'
import { fromRoot, node } from './root.ts'
import { startService, type Service, type Show } from './service.ts'

export type Product = {
	/** Address of the page; it hands `/api` on to the API. */
	pageUrl: string
	/** Address of the API itself. */
	apiUrl: string
	api: Service
	page: Service
	/** Starts the API again on its port and data, after its `stop`. */
	restartApi(): Promise<void>
	/** Resolves with the exit code of whichever part ends first. */
	ended: Promise<number>
	/** Stops page, then API, and waits for both. */
	stop(): Promise<void>
}

export type ProductPorts = { api: number; page: number; metrics: number }

export const defaultPorts: ProductPorts = { api: 8000, page: 3000, metrics: 9464 }

/** @throws {Error} naming the setting that is no port. */
export function readPorts(settings: Readonly<Record<string, string | undefined>>): ProductPorts {
	const read = (name: string, fallback: number) => {
		const port = Number(settings[name] || fallback)
		if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
		throw new Error(`${name} must be a port, a whole number up to 65535, not "${settings[name]}".`)
	}
	return {
		api: read('PORT', defaultPorts.api),
		page: read('WEB_PORT', defaultPorts.page),
		metrics: read('METRICS_PORT', defaultPorts.metrics),
	}
}

/**
 * Starts the built product as a person's `npm start` does: bundled API, then the page in front of it. `settings` are
 * those of `.env.example`; nothing else of this process's environment gets through. Build first (`buildChanged`).
 */
export async function startProduct(
	settings: Readonly<Record<string, string | undefined>>,
	{ show = 'keep' }: { show?: Show } = {},
): Promise<Product> {
	const ports = readPorts(settings)
	const host = settings.WEB_HOST || '127.0.0.1'
	const apiUrl = `http://127.0.0.1:${ports.api}`
	const pageUrl = `http://localhost:${ports.page}`
	const startApi = () =>
		startService({
			name: 'The API',
			program: node,
			args: [fromRoot('apps/api/dist/main.mjs')],
			env: toApiEnvironment(settings),
			ready: `${apiUrl}/readyz`,
			show,
		})
	let api = await startApi()
	try {
		const page = await startService({
			name: 'The page’s server',
			program: node,
			args: [fromRoot('apps/web/dist/server.js')],
			env: toPageEnvironment(settings, { port: ports.page, host, api: apiUrl }),
			ready: `http://127.0.0.1:${ports.page}/healthz`,
			show,
		})
		return {
			pageUrl,
			apiUrl,
			get api() {
				return api
			},
			page,
			async restartApi() {
				api = await startApi()
			},
			ended: Promise.race([api.ended, page.ended]),
			async stop() {
				await page.stop()
				await api.stop()
			},
		}
	} catch (error) {
		await api.stop()
		throw error
	}
}
