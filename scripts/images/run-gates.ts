import { cpus, loadavg } from 'node:os'
import type { Gate } from './content-gates.ts'
import { readCpuMs, readMemory, terminate, withContainer } from './container.ts'
import { runDocker, toRepository, tryDocker, type ImageName } from './docker.ts'

/** Milliseconds until ready, on a machine that has nothing else to do. */
const mostStartMs = 1000
/** What holds however busy it is (IMG-6). */
const requiredStartMs: Readonly<Record<ImageName, number>> = { backend: 10_000, frontend: 5000 }
const mostMemory = 100_000_000
const settledMs = 3000
const mostEndMs = 10_000
const rounds = 3

const ms = (value: number) => `${Math.round(value)} ms`

/** How an image runs at half a core, strictly confined: start, memory, users, end (IMG-4, IMG-6). */
export async function checkRunning(image: ImageName): Promise<Gate[]> {
	const name = toRepository(image)
	const starts = []
	for (let round = 0; round < rounds; round++)
		starts.push(await withContainer(image, {}, async ({ id, readyMs }) => ({ readyMs, cpuMs: await readCpuMs(id) })))
	const wall = Math.min(...starts.map(({ readyMs }) => readyMs))
	const work = Math.min(...starts.map(({ cpuMs }) => cpuMs))
	const half = await checkAtHalfCore(image)
	return [
		judgeStart(name, wall, work),
		{
			id: 'IMG-6',
			what: `${name}: ready in < ${requiredStartMs[image] / 1000} s at half a core`,
			measured: ms(half.readyMs),
			held: half.readyMs < requiredStartMs[image],
		},
		{
			id: 'IMG-6',
			what: `${name}: idle memory at half a core ≤ ${mostMemory / 1e6} MB`,
			measured: `${(half.memory / 1e6).toFixed(1)} MB`,
			held: half.memory <= mostMemory,
		},
		{
			id: 'IMG-4',
			what: `${name}: ends cleanly on SIGTERM, read-only and without capabilities`,
			measured: `code ${half.end.code} after ${ms(half.end.ms)}`,
			held: half.end.code === 0 && half.end.ms < mostEndMs,
		},
		await checkCompiled(image),
		await checkAnyUser(image),
	]
}

/** Where others use the processors too, the time on the clock is theirs as well: there the processor's time counts. */
function judgeStart(name: string, wall: number, work: number): Gate {
	const isBusy = (loadavg()[0] ?? 0) > cpus().length
	return {
		id: 'IMG-6',
		what: `${name}: ready in < ${mostStartMs} ms${isBusy ? ' of processor time (the machine is busy)' : ''}`,
		measured: `${ms(wall)}, ${ms(work)} of processor time`,
		held: (isBusy ? work : wall) < mostStartMs,
	}
}

function checkAtHalfCore(image: ImageName) {
	return withContainer(image, { cpus: 0.5 }, async ({ id, readyMs }) => {
		await new Promise((resolve) => setTimeout(resolve, settledMs))
		return { readyMs, memory: await readMemory(id), end: await terminate(id) }
	})
}

/** Node takes what was compiled when the image was built; were a flag or the user different, it would not, and say nothing. */
async function checkCompiled(image: ImageName): Promise<Gate> {
	const env = { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' }
	const said = await withContainer(image, { env }, async ({ id }) => {
		const { output, errors } = await tryDocker(['logs', id])
		return output + errors
	})
	const accepted = said.match(/was accepted/g)?.length ?? 0
	return {
		id: 'IMG-6',
		what: `${toRepository(image)}: what was compiled beforehand is used`,
		measured: `${accepted} files`,
		held: accepted > 0,
	}
}

/** Some clusters choose the user themselves, with group 0. */
async function checkAnyUser(image: ImageName): Promise<Gate> {
	const user = await withContainer(image, { user: '4711:0' }, ({ id }) => runDocker(['exec', id, 'id', '-u']))
	const what = `${toRepository(image)}: runs as any user`
	return { id: 'IMG-4', what, measured: `ready as ${user}`, held: user === '4711' }
}
