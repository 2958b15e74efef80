import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseEnv } from 'node:util'
import { readRelease } from '../../../scripts/images/build.ts'
import { fromRoot, root } from '../../../scripts/root.ts'
import { readArguments } from './arguments.ts'
import { perform } from './perform.ts'
import { createRun } from './programs.ts'

/** What stands in .env, and over it the environment. */
function readEnvironment(): NodeJS.ProcessEnv {
	const file = fromRoot('.env')
	return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env }
}

async function ask(question: string): Promise<string> {
	const lines = createInterface({ input: process.stdin, output: process.stdout })
	// Without anybody to answer, the answer is no.
	const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')))
	const answer = await Promise.race([lines.question(question), closed])
	lines.close()
	return answer
}

try {
	const command = readArguments(process.argv.slice(2))
	const env = readEnvironment()
	process.exitCode = await perform(
		{
			run: createRun(root, process.env),
			say: (line) => console.log(line),
			env,
			readRelease,
			makeSecret: () => randomBytes(36).toString('base64url'),
			ask,
		},
		command,
	)
} catch (error) {
	console.error(error instanceof Error ? error.message : error)
	process.exitCode = 2
}
