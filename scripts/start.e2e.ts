import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { buildChanged } from './build.ts'
import { describeBusyPorts, takeAnyPort } from './ports.ts'
import { startProduct } from './product.ts'
import { fromRoot, node } from './root.ts'
import { startService } from './service.ts'

let folder = ''
let settings: Record<string, string> = {}

beforeEach(async () => {
	await buildChanged()
	folder = mkdtempSync(join(tmpdir(), 'todo-start-'))
	settings = {
		PORT: String(await takeAnyPort()),
		WEB_PORT: String(await takeAnyPort()),
		METRICS_PORT: String(await takeAnyPort()),
		DATABASE_URL: join(folder, 'todo.db'),
	}
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('APP-3: npm start serves page and API, builds nothing again, and stops cleanly when asked', async () => {
	const { code, output } = await runStart(async (child) => {
		const page = `http://127.0.0.1:${settings.WEB_PORT}`
		expect((await fetch(`${page}/`)).status).toBe(200)
		expect((await fetch(`${page}/api/health`)).status).toBe(200)
		expect((await fetch(`http://127.0.0.1:${settings.PORT}/api/health`)).status).toBe(200)
		child.kill('SIGTERM')
	})
	expect(output).not.toContain('Building')
	expect(code).toBe(0)
	expect(await describeBusyPorts(toWanted())).toEqual([])
	expect(existsSync(join(folder, 'todo.db'))).toBe(true)
})

test('npm start says in a line each what it does and how long that took, then the address, and nothing else', async () => {
	rmSync(fromRoot('.cache/built-api'))
	const { output } = await runStart(async (child) => void child.kill('SIGTERM'))
	// What the programs log for the record is a JSON object a line; a terminal is spared those.
	const lines = output.split('\n').filter((line) => line && !line.startsWith('{"'))
	expect(lines.map((line) => line.replace(/\d+\.\d s$/, 'n s'))).toEqual([
		'Building the API … n s',
		'Started in n s',
		`  Your to-do list is at http://localhost:${settings.WEB_PORT}`,
		`  Ctrl-C stops it; what you keep is in ${join(folder, 'todo.db')}`,
	])
})

test('a taken port is named with its setting before anything starts', async () => {
	const stranger = createServer()
	await new Promise<void>((resolve) => stranger.listen(Number(settings.WEB_PORT), '127.0.0.1', resolve))
	const { code, output } = await runStart()
	await new Promise((resolve) => stranger.close(resolve))
	expect(code).toBe(1)
	expect(output).toContain(`Port ${settings.WEB_PORT} (the page) is in use by another program`)
	expect(output).toContain(`WEB_PORT=${Number(settings.WEB_PORT) + 1}`)
	expect(existsSync(join(folder, 'todo.db'))).toBe(false)
})

test('a setting that makes no sense ends the start with its name, and nothing stays behind', async () => {
	settings.DATABASE_URL = 'mysql://nobody@localhost/x'
	const { code, output } = await runStart()
	expect(code).not.toBe(0)
	expect(output).toContain('DATABASE_URL')
	expect(await describeBusyPorts(toWanted())).toEqual([])
})

test('when one part ends, the whole ends with its exit code', async () => {
	const product = await startProduct(settings)
	await product.page.stop('SIGKILL')
	expect(await product.ended).not.toBe(0)
	await product.stop()
	expect(await describeBusyPorts(toWanted())).toEqual([])
})

test('the bundled API needs nothing beside its folder and the binaries', async () => {
	cpSync(fromRoot('apps/api/dist'), join(folder, 'app/dist'), { recursive: true })
	cpSync(fromRoot('apps/api/prebuilds'), join(folder, 'app/prebuilds'), { recursive: true })
	const { WEB_PORT: _, ...env } = settings
	const api = await startService({
		name: 'The copied API',
		program: node,
		args: [join(folder, 'app/dist/main.mjs')],
		env,
		ready: `http://127.0.0.1:${settings.PORT}/readyz`,
		show: 'keep',
	})
	onTestFinished(() => void api.stop())
	const statuses = await Promise.all(
		['/api/health', '/api/openapi.json', '/api/docs'].map(
			async (path) => (await fetch(`http://127.0.0.1:${settings.PORT}${path}`)).status,
		),
	)
	expect(statuses).toEqual([200, 200, 200])
	expect(await api.stop()).toBe(0)
})

const toWanted = () =>
	['PORT', 'WEB_PORT', 'METRICS_PORT'].map((setting) => ({ port: Number(settings[setting]), setting, purpose: 'x' }))

/** Runs what `npm start` runs; `visit` is called once the address is printed. */
async function runStart(
	visit?: (child: ReturnType<typeof spawn>) => Promise<void>,
): Promise<{ code: number; output: string }> {
	const env = { PATH: process.env.PATH, ...settings }
	const child = spawn(node, [fromRoot('scripts/launch.mjs'), 'start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
	onTestFinished(() => void child.kill('SIGTERM'))
	const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
	let output = ''
	const printed = new Promise<void>((resolve) => {
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text
				if (output.includes('Your to-do list is at')) resolve()
			})
	})
	if (visit) {
		await Promise.race([printed, ended])
		await visit(child).catch((error: unknown) => {
			child.kill('SIGTERM')
			throw new Error(output, { cause: error })
		})
	}
	return { code: await ended, output }
}
