import { openProduct } from '../e2e/open-product.ts'
import { seedDemo } from './demo.ts'

/** JavaScript of a first load, gzip, in bytes (UI.md "Speed"). */
const most = 200_000
const routes = [
	'/',
	'/inbox',
	'/upcoming',
	'/completed',
	'/search',
	'/history',
	'/trash',
	'/settings',
	'/reset-password',
	'/list/1',
	'/tag/errands',
	'/nowhere',
]

/** Loads every route in a real browser with an ordinary week in it, and adds up the scripts that it really fetched. */
async function main(): Promise<void> {
	const open = await openProduct()
	const page = await open.newcomer()
	const url = open.product.pageUrl
	await seedDemo(page.context(), url)
	const sizes = new Map<string, number>()
	let tooLarge = 0
	for (const route of routes) {
		const scripts = new Set<string>()
		const note = (request: { resourceType: () => string; url: () => string }) =>
			request.resourceType() === 'script' && scripts.add(request.url())
		page.on('request', note)
		await page.goto(url + route, { waitUntil: 'networkidle' })
		page.off('request', note)
		let bytes = 0
		for (const script of scripts) {
			if (!sizes.has(script)) sizes.set(script, await weigh(script))
			bytes += sizes.get(script) ?? 0
		}
		if (bytes > most) tooLarge++
		const kilobytes = (bytes / 1000).toFixed(1).padStart(6)
		process.stdout.write(
			`${route.padEnd(14)} ${kilobytes} kB in ${scripts.size} scripts${bytes > most ? '  TOO LARGE' : ''}\n`,
		)
	}
	await open.close()
	process.stdout.write(
		`first load: ${routes.length - tooLarge} of ${routes.length} routes within ${most / 1000} kB of JavaScript (gzip)\n`,
	)
	process.exitCode = tooLarge > 0 ? 1 : 0
}

/** As a browser gets it that takes gzip; small files come as they are. */
async function weigh(script: string): Promise<number> {
	const answer = await fetch(script, { headers: { 'accept-encoding': 'gzip' } })
	const length = Number(answer.headers.get('content-length'))
	await answer.body?.cancel()
	if (!length) throw new Error(`${script} has no length`)
	return length
}

await main()
