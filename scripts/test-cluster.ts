import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { figuresFile, note, readFigures } from '../e2e/cluster/figures.ts'
import { writeFiguresPage } from '../e2e/cluster/figures-page.ts'
import { settings } from '../e2e/cluster/stage.ts'
import { countTests, type Counts } from './counts.ts'
import { readRelease } from './images/build.ts'
import { images, toRepository } from './images/docker.ts'
import { fromRoot, node } from './root.ts'
import { run, runScript } from './run.ts'
import { sayTimeSince } from './step.ts'

/** In the order of what they are worth, should the time not last for all. */
const chapters = [
	'shapes',
	'rolling',
	'healing',
	'network',
	'access',
	'sqlite',
	'edge',
	'operating',
	'asking',
	'upgrade',
	'scaling',
	'crowd',
] as const

/** TEST_DEADLINE, in seconds since 1970: no chapter begins after it. */
const deadline = Number(process.env.TEST_DEADLINE || Infinity) * 1000

/** `npm run test:cluster [-- <chapter> …]`: on kubectl's current context. Writes what was measured into docs/deploy/figures.md where all is well. */
async function main(wanted: readonly string[]): Promise<void> {
	const chosen = chapters.filter((name) => wanted.length === 0 || wanted.includes(name))
	const unknown = wanted.filter((word) => !chapters.some((name) => name === word))
	if (unknown.length > 0) throw new Error(`There is no chapter ${unknown.join(', ')}: ${chapters.join(', ')}.`)
	rmSync(figuresFile, { force: true })
	const skipped: string[] = []
	let passed = 0
	let failed = 0
	await prepare()
	for (const name of chosen) {
		if (Date.now() > deadline) {
			skipped.push(name)
			continue
		}
		const start = performance.now()
		const counts = await runChapter(name)
		passed += counts.passed
		failed += counts.failed
		console.log(
			`── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${((performance.now() - start) / 1000).toFixed(0)} s`,
		)
		for (const line of counts.notes) console.log(`   ${line}`)
	}
	for (const name of skipped) console.log(`skipped: ${name} (the time is over)`)
	if (failed === 0) renewFigures()
	console.log(`${passed} passed, ${failed} failed`)
	process.exitCode = failed > 0 ? 1 : 0
}

function renewFigures(): void {
	const path = fromRoot('docs/deploy/figures.md')
	const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
	const day = new Date().toISOString().slice(0, 10)
	writeFileSync(path, writeFiguresPage({ present, figures: readFigures(), day }))
}

/** Builds the images and brings them in, where it is said how. */
async function prepare(): Promise<void> {
	if (!settings.loadWith) return
	const start = performance.now()
	if ((await runScript('scripts/images/build.ts', settings.buildArguments)) !== 0)
		throw new Error('The images were not built.')
	note('Images', 'both images built', sayTimeSince(start))
	const { version } = await readRelease()
	const names = images.flatMap((image) => ['latest', version].map((tag) => `${toRepository(image)}:${tag}`))
	const loading = performance.now()
	if ((await run(settings.loadWith, names)) !== 0) throw new Error('The images were not brought in.')
	note('Images', 'brought to the node', sayTimeSince(loading))
}

async function runChapter(name: string): Promise<Counts> {
	const report = fromRoot('.cache', `tests-cluster-${name}.json`)
	rmSync(report, { force: true })
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
	const file = `e2e/cluster/${name}.cluster.ts`
	const args = [fromRoot('node_modules/vitest/vitest.mjs'), 'run', '--project', 'cluster', file, ...reporters]
	return countTests(report, await run(node, args))
}

try {
	await main(process.argv.slice(2))
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	console.log('0 passed, 1 failed')
	process.exitCode = 1
}
