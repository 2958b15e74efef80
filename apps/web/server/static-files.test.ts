import { once } from 'node:events'
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { readStaticFiles } from './static-files.ts'
import { ask, listen } from './testing.ts'

const open: (() => unknown)[] = []
afterEach(async () => {
	for (const close of open.splice(0)) await close()
})

async function serve(name: string, content: string | Uint8Array): Promise<{ port: number; file: string }> {
	const folder = await mkdtemp(join(tmpdir(), 'static-'))
	const file = join(folder, name)
	await writeFile(file, content)
	const files = await readStaticFiles(folder)
	const server = createServer((asked, response) => {
		if (!files(asked, response, asked.url ?? '')) response.writeHead(404).end()
	})
	open.push(
		() => server.closeAllConnections(),
		() => server.close(),
		() => rm(folder, { recursive: true }),
	)
	return { port: await listen(server), file }
}

/** How often this process holds a file open; Linux alone tells. */
async function countOpen(file: string): Promise<number> {
	const names = await readdir('/proc/self/fd')
	const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')))
	return targets.filter((target) => target === file).length
}

test('a built file is answered whole and kept for ever', async () => {
	const { port } = await serve('main.js', 'void 0')
	const answer = await ask(port, '/_next/static/main.js')
	expect(answer).toMatchObject({ status: 200, text: 'void 0', aborted: false })
	expect(answer.headers['cache-control']).toContain('immutable')
})

test.skipIf(process.platform !== 'linux')('a download that is broken off closes its file', async () => {
	const { port, file } = await serve('large.js', new Uint8Array(64 * 1024 * 1024))
	const outgoing = request({ host: '127.0.0.1', port, path: '/_next/static/large.js', agent: false })
	outgoing.end()
	const [response] = await once(outgoing, 'response')
	await once(response, 'readable')
	expect(await countOpen(file)).toBe(1)
	outgoing.destroy()
	await vi.waitFor(async () => expect(await countOpen(file)).toBe(0))
})
