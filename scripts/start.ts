import { buildChanged } from './build.ts'
import { readSettings } from './environment.ts'
import { describeBusyPorts } from './ports.ts'
import { readPorts, startProduct } from './product.ts'
import { fromRoot } from './root.ts'

/** `npm start`: builds what changed, starts API and page, and ends with whichever of them ends first. */
async function main(): Promise<number> {
	const settings = readSettings(process.env, fromRoot('.env'))
	const ports = readPorts(settings)
	const busy = await describeBusyPorts([
		{ port: ports.api, setting: 'PORT', purpose: 'the API' },
		{ port: ports.page, setting: 'WEB_PORT', purpose: 'the page' },
		...(ports.metrics ? [{ port: ports.metrics, setting: 'METRICS_PORT', purpose: 'the metrics' }] : []),
	])
	if (busy.length > 0) throw new Error(busy.join('\n'))
	await buildChanged()
	const asked = waitForSignal()
	const product = await startProduct(settings, { show: 'inherit' })
	console.log(`\n  Your to-do list is at ${product.pageUrl}\n  Ctrl-C stops it; what you keep is in ./data\n`)
	const code = await Promise.race([product.ended, asked])
	await product.stop()
	return code
}

/** Ctrl-C and a polite kill end with 0: the product was asked to stop, and did. Asked twice, it stops at once. */
function waitForSignal(): Promise<number> {
	return new Promise((resolve) => {
		let times = 0
		const onSignal = () => {
			times += 1
			if (times > 1) process.exit(130)
			resolve(0)
		}
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
	})
}

try {
	process.exitCode = await main()
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exitCode = 1
}
