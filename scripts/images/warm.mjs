// `node warm.mjs backend|frontend <program>`: runs it once with the flags of its image and asks it a few things, so that Node keeps
// what it compiled. Plain JavaScript without dependencies: it runs in the image, where nothing is installed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [part = '', program = ''] = process.argv.slice(2)
/**
 * As in the image's ENTRYPOINT: what was compiled under other flags is not taken. In containers memory is what counts: V8's nursery at 4 MB
 * instead of 16, and one helper thread instead of four (docs/figures.md).
 */
const flags = ['--max-semi-space-size=4', '--v8-pool-size=1']
/** Node keeps it at a normal end, not after process.exit. */
const keep = `data:text/javascript,import{flushCompileCache}from'node:module';process.on('exit',()=>flushCompileCache())`
const limitMs = 60_000

const port = await takeAnyPort()
const address = `http://127.0.0.1:${port}`
const child = spawn(process.execPath, [...flags, '--import', keep, program], {
	env: {
		...process.env,
		NODE_ENV: 'production',
		PORT: String(port),
		HOSTNAME: '127.0.0.1',
		HOST: '127.0.0.1',
		METRICS_PORT: part === 'backend' ? '0' : '',
		SHUTDOWN_DELAY: '0',
		DATABASE_URL: join(mkdtempSync(join(tmpdir(), 'warm-')), 'todo.db'),
		// Signs nothing that anybody will see: the database above goes with this container.
		BETTER_AUTH_SECRET: crypto.randomUUID() + crypto.randomUUID(),
		GUESTS: 'on',
	},
	stdio: 'inherit',
})
/** @type {Promise<number | null>} */
const ended = new Promise((resolve) => child.once('exit', resolve))
const late = setTimeout(() => child.kill('SIGKILL'), limitMs)
await waitUntilReady()
await (part === 'backend' ? warmApi() : ask('/'))
child.kill('SIGTERM')
const code = await ended
clearTimeout(late)
process.exit(code === 0 ? 0 : 1)

async function waitUntilReady() {
	const state = { over: false }
	void ended.then(() => (state.over = true))
	while (!state.over) {
		const answer = await fetch(`${address}${part === 'backend' ? '/readyz' : '/healthz'}`).catch(() => null)
		if (answer?.ok) return
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
	process.exit(1)
}

async function warmApi() {
	const guest = await ask('/api/auth/guest', {})
	const token = /"token":"([^"]+)"/.exec(guest)?.[1] ?? ''
	await ask('/api/tasks', { title: 'warm up' }, token)
	await ask('/api/tasks', undefined, token)
	await ask('/api/chat', { message: 'what is due today?' }, token)
}

/**
 * @param {string} path
 * @param {object} [body]
 * @param {string} [token]
 */
async function ask(path, body, token) {
	const headers = {
		...(token ? { authorization: `Bearer ${token}` } : {}),
		...(body ? { 'content-type': 'application/json' } : {}),
	}
	const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers }
	const answer = await fetch(`${address}${path}`, request)
	const text = await answer.text()
	if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
	return text
}

/** @returns {Promise<number>} */
async function takeAnyPort() {
	const server = createServer().listen(0, '127.0.0.1')
	await once(server, 'listening')
	const found = server.address()
	server.close()
	await once(server, 'close')
	return typeof found === 'object' ? (found?.port ?? 0) : 0
}
