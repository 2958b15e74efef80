import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrokenLinks, findComplaints, readCommands, type Block } from './commands.ts'
import { isMain } from './main.ts'
import { defaultPorts } from './product.ts'
import { takeAnyPort } from './ports.ts'
import { fromRoot, node } from './root.ts'
import { capture } from './run.ts'
import { startService } from './service.ts'
import { listFiles } from './stamp.ts'

/**
 * Checks that what the documents tell people to type exists, and does what README says: `npm start` is started for real
 * on an empty database, and every block with `curl` in it is run against it.
 */
async function main(): Promise<string[]> {
	const paths = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', ...listFiles(fromRoot(), 'docs')]
	const documents = paths
		.filter((path) => path.endsWith('.md') && existsSync(fromRoot(path)))
		.map((path) => ({ path, text: readFileSync(fromRoot(path), 'utf8') }))
		.map(({ path, text }) => ({ path, text, blocks: readCommands(text) }))
	const complaints = documents.flatMap(({ path, text, blocks }) => [
		...findComplaints(fromRoot(), path, blocks),
		...findBrokenLinks(fromRoot(), path, text),
	])
	const calls = documents.flatMap(({ path, blocks }) => (path === 'README.md' ? blocks : [])).filter(isCall)
	return [...complaints, ...(await runCalls(calls))]
}

const isCall = ({ lines }: Block) => lines.some((line) => line.startsWith('curl '))

async function runCalls(blocks: readonly Block[]): Promise<string[]> {
	for (const program of ['bash', 'curl'])
		if ((await capture(program, ['--version']).catch(() => null))?.code !== 0)
			throw new Error(`README's commands need ${program}, which is not installed here.`)
	const folder = mkdtempSync(join(tmpdir(), 'todo-readme-'))
	const ports = { api: await takeAnyPort(), page: await takeAnyPort() }
	// curl of the examples: any status from 400 up is an error.
	writeFileSync(join(folder, '.curlrc'), 'fail-with-body\nsilent\nshow-error\nmax-time = 20\n')
	const product = await startService({
		name: 'npm start',
		program: node,
		args: [fromRoot('scripts/launch.mjs'), 'start.ts'],
		env: {
			PATH: process.env.PATH ?? '',
			PORT: String(ports.api),
			WEB_PORT: String(ports.page),
			METRICS_PORT: '0',
			DATABASE_URL: join(folder, 'todo.db'),
		},
		ready: `http://127.0.0.1:${ports.page}/healthz`,
		show: 'keep',
	})
	const complaints: string[] = []
	try {
		for (const { lines } of blocks) {
			const text = lines
				.join('\n')
				.replaceAll(`localhost:${defaultPorts.api}`, `127.0.0.1:${ports.api}`)
				.replaceAll(`localhost:${defaultPorts.page}`, `127.0.0.1:${ports.page}`)
			const { code, output } = await capture('bash', ['-euo', 'pipefail', '-c', `cd "$HOME"\n${text}`], {
				HOME: folder,
			})
			if (code !== 0) complaints.push(`README.md: this ended with ${code}:\n${text}\n${output}`)
		}
	} finally {
		const code = await product.stop()
		if (code !== 0) complaints.push(`npm start ended with ${code} when it was asked to stop:\n${product.output()}`)
		rmSync(folder, { recursive: true })
	}
	return complaints
}

if (isMain(import.meta)) {
	const complaints = await main().catch((error: unknown) => [error instanceof Error ? error.message : String(error)])
	for (const complaint of complaints) console.error(complaint)
	if (complaints.length > 0) process.exitCode = 1
}
