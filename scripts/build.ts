import { existsSync } from 'node:fs'
import { isMain } from './main.ts'
import { fromRoot, root } from './root.ts'
import { runScript } from './run.ts'
import { hashSources, isFresh, writeStamp } from './stamp.ts'

type Part = { name: string; sources: readonly string[]; script: string; product: string }

const shared = ['package-lock.json', 'tsconfig.base.json', 'packages']

/** What is built, from which sources; a change anywhere else leaves the build fresh. */
export const parts: readonly Part[] = [
	{ name: 'api', sources: [...shared, 'apps/api'], script: 'apps/api/build.ts', product: 'apps/api/dist/main.mjs' },
	{
		name: 'page',
		sources: [...shared, 'apps/web'],
		script: 'apps/web/scripts/build.ts',
		product: 'apps/web/dist/server.js',
	},
]

/** Builds each part whose sources changed since its last build. Throws at the first that fails. */
export async function buildChanged(): Promise<void> {
	for (const { name, sources, script, product } of parts) {
		const stamp = fromRoot('.cache', `built-${name}`)
		const hash = hashSources(root, sources)
		if (isFresh(stamp, hash) && existsSync(fromRoot(product))) continue
		const start = performance.now()
		console.log(`Building the ${name} …`)
		writeStamp(stamp, 'unfinished')
		const code = await runScript(script)
		if (code !== 0) throw new Error(`The ${name} could not be built.`)
		writeStamp(stamp, hash)
		console.log(`Built the ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s.`)
	}
}

if (isMain(import.meta)) {
	try {
		await buildChanged()
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}
