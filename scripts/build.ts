import { existsSync } from 'node:fs'
import { isMain } from './main.ts'
import { fromRoot, node, root } from './root.ts'
import { capture, runScript } from './run.ts'
import { hashSources, isFresh, writeStamp } from './stamp.ts'
import { startStep } from './step.ts'

type Part = { name: string; title: string; sources: readonly string[]; script: string; product: string }

const shared = ['package-lock.json', 'tsconfig.base.json', 'packages']

/** What is built, from which sources; a change anywhere else leaves the build fresh. */
export const parts: readonly Part[] = [
	{
		name: 'api',
		title: 'API',
		sources: [...shared, 'apps/api'],
		script: 'apps/api/build.ts',
		product: 'apps/api/dist/main.mjs',
	},
	{
		name: 'page',
		title: 'page',
		sources: [...shared, 'apps/web'],
		script: 'apps/web/scripts/build.ts',
		product: 'apps/web/dist/server.js',
	},
]

/**
 * Builds each part whose sources changed since its last build, a line for each; with `show: 'all'` also what its tools say.
 * @throws {Error} at the first that fails, with everything its tools said.
 */
export async function buildChanged({ show = 'steps' }: { show?: 'steps' | 'all' } = {}): Promise<void> {
	for (const { name, title, sources, script, product } of parts) {
		const stamp = fromRoot('.cache', `built-${name}`)
		const hash = hashSources(root, sources)
		if (isFresh(stamp, hash) && existsSync(fromRoot(product))) continue
		writeStamp(stamp, 'unfinished')
		const step = startStep(`Building the ${title}`)
		if (show === 'all') console.log()
		const { code, output } =
			show === 'all' ? { code: await runScript(script), output: '' } : await capture(node, [fromRoot(script)])
		step.end()
		if (code !== 0) throw new Error(`${output}The ${title} could not be built.`)
		writeStamp(stamp, hash)
	}
}

if (isMain(import.meta)) {
	try {
		await buildChanged({ show: 'all' })
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}
