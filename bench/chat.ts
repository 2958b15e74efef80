import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compatible } from '../apps/api/src/testing/vendors/compatible.ts'
import { fromRoot, node } from '../scripts/root.ts'
import type { Speaking } from './api/speakers.ts'
import { addPeople, startProductApi } from './api/servers.ts'
import type { Person, Server } from './api/servers.ts'
import { median, readCpuSeconds } from './process.ts'

const turns = 100
const rounds = 5
const streams = 200
/** A turn may be asked for twenty times a minute, by each person. */
const people = 120

/** Prints what an answer that streams costs beside the provider's own stream, and what 200 of them do to the lists of others. */
export async function measureChat(): Promise<void> {
	await withApi([0, 0], async (api, everybody, vendor) => {
		const bare = fork(fromRoot('bench/api/bare-stream.ts'), [vendor])
		const ratios: number[] = []
		const costs: number[] = []
		try {
			for (let round = 0; round < rounds; round += 1) {
				const theirs = await measureCpu(bare.pid, () => readBare(bare))
				const ours = await measureCpu(api.pid, () =>
					speak(api, everybody.slice(0, turns), { turns: 1, atOnce: 1, apartMs: 5 }),
				)
				ratios.push(ours / theirs)
				costs.push((ours / turns) * 1000)
			}
		} finally {
			bare.disconnect()
		}
		const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
		console.log(
			`A streamed turn: ${median(costs).toFixed(1)} ms CPU, ${median(ratios).toFixed(2)}× the provider's own stream (${range})`,
		)
	})
	await withApi([2000, 40], async (api, everybody) => {
		const [reader, ...speakers] = everybody
		if (!reader) throw new Error('nobody reads')
		await readLists(api, reader, 2000)
		const quiet = await readLists(api, reader, 6000)
		// People don't speak in chorus.
		const all = speak(api, speakers.slice(0, streams / 2), { turns: 2, atOnce: 2, apartMs: 20 })
		await sleep(2500)
		const busy = await readLists(api, reader, 6000)
		await all
		const after = await readLists(api, reader, 6000)
		const base = (quiet + after) / 2
		console.log(
			`A list while ${streams} answers stream: p95 ${busy.toFixed(1)} ms; without ${base.toFixed(1)} ms (${(busy / base).toFixed(2)}×)`,
		)
	})
}

async function withApi(
	pace: [firstMs: number, pieceMs: number],
	measure: (api: Server, everybody: Person[], vendor: string) => Promise<void>,
): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-bench-'))
	const vendor = spawn(node, [fromRoot('bench/api/vendor.ts'), ...pace.map(String)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	})
	const [line] = (await once(vendor.stdout, 'data')) as [Buffer]
	const address = line.toString().trim()
	const settings = {
		OPENAI_BASE_URL: address,
		COMPATIBLE_API_KEY: compatible.key,
		GUEST_MODELS: 'on',
		LLM_TOKENS_PER_DAY: '0',
	}
	const api = await startProductApi({ databaseUrl: join(folder, 'todo.db'), settings })
	try {
		await measure(api, await addPeople(api.port, people, 50), address)
	} finally {
		await api.stop()
		vendor.kill('SIGKILL')
		rmSync(folder, { recursive: true, force: true })
	}
}

async function measureCpu(pid: number | undefined, work: () => Promise<unknown>): Promise<number> {
	const before = readCpuSeconds(pid ?? -1)
	await work()
	return readCpuSeconds(pid ?? -1) - before
}

async function readBare(bare: ChildProcess): Promise<void> {
	const done = once(bare, 'message')
	bare.send({ count: turns })
	await done
}

/** Has these people speak, and waits until all is read. */
async function speak(
	api: Server,
	everybody: readonly Person[],
	rest: Omit<Speaking, 'port' | 'tokens'>,
): Promise<void> {
	const speakers = fork(fromRoot('bench/api/speakers.ts'))
	const speaking: Speaking = { port: api.port, tokens: everybody.map(({ token }) => token), ...rest }
	speakers.send(speaking)
	const [answer] = (await once(speakers, 'message')) as [{ ok: boolean; error?: string }]
	speakers.disconnect()
	if (!answer.ok) throw new Error(answer.error)
}

/** The 95th percentile of reading a list that was just changed, in milliseconds. */
async function readLists(api: Server, { token }: Person, ms: number): Promise<number> {
	const took: number[] = []
	const end = performance.now() + ms
	while (performance.now() < end) {
		const began = performance.now()
		const response = await fetch(`http://127.0.0.1:${api.port}/api/tasks?limit=50`, {
			headers: { authorization: `Bearer ${token}` },
		})
		await response.arrayBuffer()
		took.push(performance.now() - began)
		await sleep(5)
	}
	return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Number.NaN
}
