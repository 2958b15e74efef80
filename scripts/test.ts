import { mkdirSync } from 'node:fs'
import { settings } from '../apps/api/src/config/settings.ts'
import type { Counts } from './counts.ts'
import { fromRoot } from './root.ts'
import { quickEnvironment, suites, type Suite } from './suites.ts'

type Result = { name: string; counts: Counts; seconds: number }

/** `npm test`, or `npm run verify` with `--quick`. Runs every suite, whatever the ones before it said. */
async function main(): Promise<void> {
	const isQuick = process.argv.includes('--quick')
	// Settings of whoever runs this must not decide what is tested.
	const names = new Set<string>(settings.map(({ name }) => name))
	for (const name of Object.keys(process.env))
		if (names.has(name) || /^(npm_|NODE_OPTIONS$)/i.test(name)) delete process.env[name]
	if (isQuick) Object.assign(process.env, quickEnvironment)
	mkdirSync(fromRoot('.cache'), { recursive: true })
	const results: Result[] = []
	for (const suite of suites) if (suite.quick || !isQuick) results.push(await measure(suite))
	report(results)
}

async function measure(suite: Suite): Promise<Result> {
	const start = performance.now()
	console.log(`\n── ${suite.name}`)
	const counts = await runBefore(deadline(), suite).catch((error: unknown) => ({
		passed: 0,
		failed: 1,
		notes: [error instanceof Error ? error.message : String(error)],
	}))
	return { name: suite.name, counts, seconds: (performance.now() - start) / 1000 }
}

/** TEST_DEADLINE, in seconds since 1970: after it no suite begins, and one that did not begin has failed. */
function deadline(): number {
	return Number(process.env.TEST_DEADLINE || Infinity) * 1000
}

async function runBefore(end: number, suite: Suite): Promise<Counts> {
	if (Date.now() < end) return suite.run()
	return { passed: 0, failed: 1, notes: ['not begun: the time is over'] }
}

function report(results: readonly Result[]): void {
	console.log('\n── seconds, suites')
	for (const { name, counts, seconds } of results) {
		const outcome =
			counts.failed > 0 ? `${counts.failed} FAILED of ${counts.failed + counts.passed}` : `${counts.passed} passed`
		console.log(`${seconds.toFixed(1).padStart(7)}  ${name}: ${outcome}`)
		for (const note of counts.notes) console.log(`         ${note}`)
	}
	const sum = (key: 'passed' | 'failed') => results.reduce((total, { counts }) => total + counts[key], 0)
	process.exitCode = sum('failed') > 0 ? 1 : 0
	console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
}

process.once('SIGTERM', () => process.exit(143))
await main()
