import { requireFreePorts, waitForSignal } from './foreground.ts'
import { buildChanged } from './build.ts'
import { readSettings } from './environment.ts'
import { startProduct } from './product.ts'
import { describeKept } from './kept.ts'
import { fromRoot } from './root.ts'
import { sayTimeSince } from './step.ts'

/** `npm start`: builds what changed, starts API and page, and ends with whichever of them ends first. */
async function main(): Promise<number> {
	const settings = readSettings(process.env, fromRoot('.env'))
	await requireFreePorts(settings)
	await buildChanged()
	const asked = waitForSignal()
	// A person at a terminal wants the address; programs that collect logs get every line.
	const isCalm = process.stdout.isTTY && !settings.LOG_LEVEL
	const start = performance.now()
	const product = await Promise.race([startProduct(settings, { show: isCalm ? 'warnings' : 'all' }), asked])
	if (typeof product === 'number') return product
	console.log(`Started in ${sayTimeSince(start)}`)
	const kept = describeKept(settings.DATABASE_URL)
	console.log(`\n  Your to-do list is at ${product.pageUrl}\n  Ctrl-C stops it; what you keep is in ${kept}\n`)
	const code = await Promise.race([product.ended, asked])
	await product.stop()
	return code
}

try {
	process.exit(await main())
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exit(1)
}
