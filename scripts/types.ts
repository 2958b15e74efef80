import { existsSync } from 'node:fs'
import { readJson, toRecord } from './json.ts'
import { fromRoot } from './root.ts'
import { run, runTool } from './run.ts'

/** Checks every workspace, then what is none; a workspace whose types need a step before has a script of its own. */
async function checkTypes(): Promise<number> {
	const workspaces = ['packages/contract', 'packages/language', 'apps/api', 'apps/web', 'apps/cli']
	let code = 0
	for (const workspace of workspaces.filter((path) => existsSync(fromRoot(path, 'tsconfig.json')))) {
		const scripts = toRecord(readJson(fromRoot(workspace, 'package.json')), 'scripts')
		const own = 'types' in scripts
		code ||= own
			? await run('npm', ['run', '--silent', 'types', '-w', workspace])
			: await runTool('tsc', ['-p', workspace])
	}
	return code || runTool('tsc', ['-p', '.'])
}

process.exitCode = await checkTypes()
