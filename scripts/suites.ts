import { rmSync } from 'node:fs'
import { countCommand, countTests, type Counts } from './counts.ts'
import { fromRoot, node } from './root.ts'
import { run, runScript, runTool } from './run.ts'

export type Suite = {
	name: string
	/** `quick`: only in `npm run verify`, which has no PostgreSQL, no browser and no build; `full`: only in `npm test`. */
	when: 'always' | 'quick' | 'full'
	run(): Promise<Counts>
}

type Environment = Record<string, string>

/** In order: what fails fastest first, what needs a build last. */
export const suites: readonly Suite[] = [
	command('format', () => runTool('oxfmt', ['--check'])),
	command('lint', () => runTool('oxlint', [])),
	command('boundaries', () => runScript('scripts/boundaries.ts')),
	command('types', () => runScript('scripts/types.ts')),
	command('lock file', () => runScript('scripts/lock.ts')),
	command('requirements', () => runScript('scripts/requirements.ts', ['--covered'])),
	command('documents', () => runScript('scripts/docs.ts', ['--check'])),
	tests('packages, page and scripts', ['packages', 'web', 'scripts']),
	tests('api on SQLite and PostgreSQL', ['api'], 'full'),
	tests('api on SQLite', ['api'], 'quick', { TEST_DATABASES: 'sqlite' }),
	command('build', () => runScript('scripts/build.ts'), 'full'),
	tests('browser', ['e2e'], 'full'),
	command('README commands', () => runScript('scripts/readme.ts'), 'full'),
]

function command(name: string, start: () => Promise<number>, when: Suite['when'] = 'always'): Suite {
	return { name, when, run: async () => countCommand(await start()) }
}

function tests(
	name: string,
	projects: readonly string[],
	when: Suite['when'] = 'always',
	extra: Environment = {},
): Suite {
	const report = fromRoot('.cache', `tests-${projects.join('-')}.json`)
	const flags = projects.flatMap((project) => ['--project', project])
	return {
		name,
		when,
		async run() {
			rmSync(report, { force: true })
			const vitest = fromRoot('node_modules/vitest/vitest.mjs')
			const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
			const code = await run(node, [vitest, 'run', ...flags, ...reporters], extra)
			return countTests(report, code)
		},
	}
}
