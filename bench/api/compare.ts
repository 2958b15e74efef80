import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fromRoot, node } from '../../scripts/root.ts'
import { median, readCpuSeconds } from '../process.ts'
import type { Sent, Slice } from './load.ts'
import type { Person, Server } from './servers.ts'
import { create, list, listKnown, listUnchanged, readEtags } from './workloads.ts'
import type { Workload } from './workloads.ts'

export interface Comparison {
	name: string
	/** Requests per processor second of the server's process, the median of all rounds. */
	product: number
	bare: number
	/** What a request costs us, in what it costs the bare server: the median of the rounds, the least and the most. */
	ratio: { median: number; min: number; max: number }
}

export interface Contest {
	product: Server
	bare: Server
	people: readonly Person[]
	rounds: number
	sliceMs: number
}

const connections = 32

/** Loads both servers in turn, A B A B …, with each workload, and compares what their processes used. */
export async function compare({ product, bare, people, rounds, sliceMs }: Contest): Promise<Comparison[]> {
	const loader = fork(fromRoot('bench/api/load.ts'), { execPath: node, execArgv: [] })
	try {
		const etags = await readEtags(product.port, people)
		const compared: Comparison[] = []
		for (const workload of [create, list, listUnchanged, listKnown]) {
			const slice = { connections, ms: sliceMs }
			const ours = { ...slice, port: product.port, ...toOurs(workload, people, etags) }
			const theirs = { ...slice, port: bare.port, ...toTheirs(workload, people) }
			const figures = { product: [] as number[], bare: [] as number[] }
			// One round each to warm up, not counted.
			await measure(loader, product, ours)
			await measure(loader, bare, theirs)
			for (let round = 0; round < rounds; round += 1) {
				figures.product.push(await measure(loader, product, ours))
				figures.bare.push(await measure(loader, bare, theirs))
			}
			compared.push(toComparison(workload.name, figures))
		}
		return compared
	} finally {
		loader.kill()
	}
}

const toOurs = (workload: Workload, people: readonly Person[], etags: readonly string[]) => ({
	requests: workload.toRequests(people, ({ token }) => `authorization: Bearer ${token}`, etags),
	status: workload.productStatus ?? workload.status,
})

const toTheirs = (workload: Workload, people: readonly Person[]) => ({
	requests: workload.toRequests(people, ({ id }) => `x-user: ${id}`),
	status: workload.status,
})

/** Requests per processor second. @throws where an answer had another status than it should. */
async function measure(loader: ChildProcess, { pid }: Server, slice: Slice): Promise<number> {
	const before = readCpuSeconds(pid)
	loader.send(slice)
	const [sent] = (await once(loader, 'message')) as [Sent]
	const used = readCpuSeconds(pid) - before
	if (sent.refused.length > 0) throw new Error(`answered with another status: ${sent.refused.join('; ')}`)
	return sent.count / used
}

function toComparison(name: string, { product, bare }: { product: number[]; bare: number[] }): Comparison {
	const ratios = product.map((ours, round) => (bare[round] ?? NaN) / ours)
	const ratio = { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) }
	return { name, product: median(product), bare: median(bare), ratio }
}
