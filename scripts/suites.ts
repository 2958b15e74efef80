import { rmSync } from 'node:fs'
import { countCommand, countTests, type Counts } from './counts.ts'
import { fromRoot, node } from './root.ts'
import { run, runScript, runTool } from './run.ts'

export type Suite = {
	name: string
	/** Part of `npm run verify`, which has no PostgreSQL, no browser and no build. */
	quick: boolean
	run(): Promise<Counts>
}

/** In order: what fails fastest first, what needs a build last. */
export const suites: readonly Suite[] = [
	command('format', true, () => runTool('oxfmt', ['--check'])),
	// Before lint, which reads the types that Next writes for the page's addresses.
	command('types', true, () => runScript('scripts/types.ts')),
	command('lint', true, () => runTool('oxlint', [])),
	command('boundaries', true, () => runScript('scripts/boundaries.ts')),
	command('lock file', true, () => runScript('scripts/lock.ts')),
	command('requirements', true, () => runScript('scripts/requirements.ts', ['--covered'])),
	command('documents', true, () => runScript('scripts/docs.ts', ['--check'])),
	tests('packages, page and scripts', true, ['packages', 'web', 'scripts']),
	tests('api', true, ['api']),
	tests('charts', false, ['charts']),
	command('build', false, () => runScript('scripts/build.ts')),
	command('first load', false, () => runScript('scripts/first-load.ts')),
	tests('browser', false, ['e2e']),
	command('README commands', false, () => runScript('scripts/readme.ts')),
]

/** What makes the tests quick: vitest.config.ts leaves the slow ones out, and the api's are run on SQLite alone. */
export const quickEnvironment = { TEST_QUICK: '1', TEST_DATABASES: 'sqlite' }

function command(name: string, quick: boolean, start: () => Promise<number>): Suite {
	return { name, quick, run: async () => countCommand(await start()) }
}

function tests(name: string, quick: boolean, projects: readonly string[]): Suite {
	const report = fromRoot('.cache', `tests-${projects.join('-')}.json`)
	const flags = projects.flatMap((project) => ['--project', project])
	return {
		name,
		quick,
		async run() {
			rmSync(report, { force: true })
			const vitest = fromRoot('node_modules/vitest/vitest.mjs')
			const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
			return countTests(report, await run(node, [vitest, 'run', ...flags, ...reporters]))
		},
	}
}
