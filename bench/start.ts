import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { toPageEnvironment } from '../scripts/environment.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { fromRoot, node } from '../scripts/root.ts'
import { addPeople, startProductApi } from './api/servers.ts'
import { median, readMemory } from './process.ts'

const rounds = 7
/** Long enough for what runs after the start to have run. */
const restMs = 8000

/** Prints how long the bundles take from being started to answering, and what they hold in memory when nobody asks. */
export async function measureStart(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-bench-'))
	const file = join(folder, 'todo.db')
	try {
		const fresh = await timeApi(file)
		const again: number[] = []
		for (let round = 0; round < rounds; round += 1) again.push(await timeApi(file))
		const range = `${Math.min(...again).toFixed(0)}–${Math.max(...again).toFixed(0)}`
		console.log(
			`API, started to ready: ${median(again).toFixed(0)} ms (${range}); the first time ${fresh.toFixed(0)} ms`,
		)
		await measureApiMemory(file)
		await measurePage()
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

async function timeApi(databaseUrl: string): Promise<number> {
	const began = performance.now()
	const api = await startProductApi({ databaseUrl })
	const ms = performance.now() - began
	await api.stop()
	return ms
}

async function measureApiMemory(databaseUrl: string): Promise<void> {
	const api = await startProductApi({ databaseUrl })
	try {
		await rest()
		const idle = readMemory(api.pid)
		await addPeople(api.port, 1, 50)
		await rest()
		console.log(
			`API, memory idle: ${idle.toFixed(0)} MB; after its first requests ${readMemory(api.pid).toFixed(0)} MB`,
		)
	} finally {
		await api.stop()
	}
}

async function measurePage(): Promise<void> {
	const server = fromRoot('apps/web/dist/server.js')
	if (!existsSync(server)) return console.log('The page is not built: not measured.')
	const port = await takeAnyPort()
	const env = toPageEnvironment({}, { port, host: '127.0.0.1', api: 'http://127.0.0.1:9' })
	const began = performance.now()
	const child = spawn(node, [server], { env, stdio: 'ignore' })
	try {
		while (!(await answers(`http://127.0.0.1:${port}/healthz`))) await new Promise((resolve) => setTimeout(resolve, 5))
		const ms = performance.now() - began
		await rest()
		const idle = readMemory(child.pid ?? 0)
		await answers(`http://127.0.0.1:${port}/`)
		await rest()
		console.log(`page, started to ready: ${ms.toFixed(0)} ms`)
		console.log(
			`page, memory idle: ${idle.toFixed(0)} MB; after its first page ${readMemory(child.pid ?? 0).toFixed(0)} MB`,
		)
	} finally {
		child.kill()
	}
}

async function answers(url: string): Promise<boolean> {
	const answer = await fetch(url).catch(() => undefined)
	await answer?.arrayBuffer()
	return answer?.ok === true
}

const rest = () => new Promise((resolve) => setTimeout(resolve, restMs))
