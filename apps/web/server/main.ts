import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { format, stripVTControlCharacters } from 'node:util'
import { readConfig } from './config.ts'
import { createFront } from './front.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { startPages } from './next-app.ts'
import { readPolicies } from './policy.ts'
import { createProxy } from './proxy.ts'
import { stop } from './shutdown.ts'
import { readStaticFiles } from './static-files.ts'

const log = createLog(
	(line) => process.stdout.write(line),
	() => new Date(),
)

async function main(): Promise<void> {
	keepToLog()
	const config = readConfig(process.env)
	const { port, hostname, backend, publicApi, headTimeout, trustForwarded, grace } = config
	const folder = import.meta.dirname
	const metrics = createMetrics(() => process.memoryUsage.rss())
	const connect = publicApi ? [publicApi, publicApi.replace(/^http/, 'ws')] : []
	const [pages, policies, files] = await Promise.all([
		startPages(folder, hostname, port, process.env),
		readPolicies(join(folder, '.next/server/app'), connect),
		readStaticFiles(join(folder, '.next/static')),
	])
	const proxy = createProxy({ target: backend, headTimeout, log })
	const browserConfig = `globalThis.todoConfig=${JSON.stringify({ api: publicApi ?? '' })}\n`
	const clock = () => performance.now()
	const front = createFront({
		proxy,
		pages: pages.handle,
		policies,
		files,
		browserConfig,
		trustForwarded,
		log,
		metrics,
		clock,
	})

	front.server.listen(port, hostname)
	await once(front.server, 'listening')
	const figures = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
		response.end(metrics.toText())
	})
	if (config.metricsPort !== null) figures.listen(config.metricsPort, hostname)
	log.info('listening', { port, hostname, backend: backend.origin })

	const shutDown = async (signal: string) => {
		log.info('stopping', { signal })
		await stop(front, grace)
		figures.close()
		proxy.close()
		await pages.close()
		log.info('stopped')
		process.exit(0)
	}
	process.once('SIGTERM', (signal) => void shutDown(signal))
	process.once('SIGINT', (signal) => void shutDown(signal))
}

/** What the framework says by itself becomes lines of the log, too (APP-10). */
function keepToLog(): void {
	const info = (...said: unknown[]) => log.info(stripVTControlCharacters(format(...said)))
	const error = (...said: unknown[]) => log.error(stripVTControlCharacters(format(...said)))
	Object.assign(console, { log: info, info, debug: info, warn: error, error })
}

main().catch((error: unknown) => {
	log.error('The page’s server can’t start', { reason: error instanceof Error ? error.message : String(error) })
	process.exit(1)
})
