import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { readSettings, toApiEnvironment, toPageEnvironment } from './environment.ts'
import { requireFreePorts, waitForSignal } from './foreground.ts'
import { startDevelopmentFront } from './dev-front.ts'
import { takeAnyPort } from './ports.ts'
import { readPorts } from './product.ts'
import { fromRoot, node } from './root.ts'
import { startService } from './service.ts'

/** `npm run dev`: the API restarts and the page reloads when a file changes; nothing is built. */
async function main(): Promise<number> {
	const settings = readSettings(process.env, fromRoot('.env'))
	await requireFreePorts(settings)
	const asked = waitForSignal()
	const running = await Promise.race([start(settings), asked])
	if (typeof running === 'number') return running
	console.log(`\n  Your to-do list is at http://localhost:${running.port}, and follows the sources\n`)
	const code = await Promise.race([asked, ...running.services.map(({ ended }) => ended)])
	running.front.close()
	await Promise.all(running.services.map((service) => service.stop()))
	return code
}

async function start(settings: Record<string, string>) {
	const ports = readPorts(settings)
	const next = await takeAnyPort()
	const api = await startService({
		name: 'The API',
		program: node,
		args: ['--watch', '--watch-preserve-output', fromRoot('apps/api/src/main.ts')],
		env: toApiEnvironment(settings),
		ready: `http://127.0.0.1:${ports.api}/readyz`,
		show: 'all',
	})
	const own = { port: next, host: '127.0.0.1', api: `http://127.0.0.1:${ports.api}` }
	const { NODE_ENV: _, ...env } = toPageEnvironment(settings, own)
	const page = await startService({
		name: 'The page',
		program: node,
		args: [findNext(), 'dev', fromRoot('apps/web'), '-p', `${next}`, '-H', '127.0.0.1'],
		env,
		ready: `http://127.0.0.1:${next}/`,
		show: 'all',
	})
	const host = settings.WEB_HOST || '127.0.0.1'
	const front = await startDevelopmentFront({ host, port: ports.page, api: ports.api, next })
	return { port: ports.page, services: [page, api], front }
}

/** npm installs it under the root or under the workspace, as other versions around it allow. */
function findNext(): string {
	return join(dirname(createRequire(fromRoot('apps/web/package.json')).resolve('next/package.json')), 'dist/bin/next')
}

try {
	process.exit(await main())
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exit(1)
}
