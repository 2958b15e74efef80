/**
 * `node bench/profile.ts create|list|listUnchanged|listKnown [sqlite|postgres]`: where the API's processor time goes under
 * that load, by function and by package, without the functions it calls. `--seconds 8`; `--bare` looks at the bare server.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fromRoot, node, root } from '../scripts/root.ts'
import { openPostgresTwins, openSqliteTwins } from './api/databases.ts'
import { startBare, startProductApi } from './api/servers.ts'
import type { Person } from './api/servers.ts'
import type { Sent } from './api/load.ts'
import { create, list, listKnown, listUnchanged, readEtags } from './api/workloads.ts'

interface Profile {
	nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
	samples: number[]
	timeDeltas: number[]
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { seconds: { type: 'string', default: '8' }, bare: { type: 'boolean', default: false } },
})
const warmMs = 2000
const workloads = { create, list, listUnchanged, listKnown }
const [name = 'create', kind = 'sqlite'] = positionals

async function main(): Promise<void> {
	const workload = Object.entries(workloads).find(([key]) => key === name)?.[1]
	if (!workload) throw new Error(`one of ${Object.keys(workloads).join(', ')}, not ${name}`)
	const folder = mkdtempSync(join(tmpdir(), 'todo-profile-'))
	const twins = await (kind === 'postgres' ? openPostgresTwins() : openSqliteTwins())
	const flags = ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=200']
	const program = fromRoot('apps/api/src/main.ts')
	const started = performance.now()
	const api = await (values.bare
		? startBare(kind === 'postgres' ? 'postgres' : 'sqlite', twins.theirs, flags)
		: startProductApi({ databaseUrl: twins.ours, flags, program }))
	const loader = fork(fromRoot('bench/api/load.ts'), { execPath: node, execArgv: [] })
	const etags = values.bare ? [] : await readEtags(api.port, twins.people)
	const toHeader = ({ token, id }: Person) => (values.bare ? `x-user: ${id}` : `authorization: Bearer ${token}`)
	const quietMs = performance.now() - started + warmMs
	loader.send({
		port: api.port,
		connections: 32,
		ms: Number(values.seconds) * 1000,
		requests: workload.toRequests(twins.people, toHeader, etags),
		status: (values.bare ? undefined : workload.productStatus) ?? workload.status,
	})
	const [sent] = (await once(loader, 'message')) as [Sent]
	loader.kill()
	await api.stop()
	await twins.drop()
	const [file = ''] = readdirSync(folder)
	const read = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
	rmSync(folder, { recursive: true, force: true })
	const profile = skip(read, quietMs)
	// As many in each second, nearly.
	const requests = sent.count * (1 - warmMs / (Number(values.seconds) * 1000))
	console.log(`${JSON.stringify(sent)}\n\nby function`)
	print(
		sum(
			profile,
			({ functionName, url, lineNumber }) => `${functionName || '(anonymous)'} ${shorten(url)}:${lineNumber + 1}`,
		),
		requests,
		45,
	)
	console.log('\nby package')
	print(
		sum(profile, ({ url, functionName }) => toPackage(url) || functionName),
		requests,
		25,
	)
}

/** Without its beginning: starting, and the first requests, while much is still being compiled. */
function skip({ nodes, samples, timeDeltas }: Profile, ms: number): Profile {
	let passed = 0
	const from = timeDeltas.findIndex((delta) => (passed += delta) > ms * 1000)
	return { nodes, samples: samples.slice(from), timeDeltas: timeDeltas.slice(from) }
}

/** Processor milliseconds by whatever the frames are named. */
function sum(profile: Profile, toName: (frame: Profile['nodes'][number]['callFrame']) => string): Map<string, number> {
	const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
	const times = new Map<string, number>()
	for (const [i, id] of profile.samples.entries()) {
		const frame = frames.get(id)
		if (!frame || ['(idle)', '(program)', '(root)'].includes(frame.functionName)) continue
		times.set(toName(frame), (times.get(toName(frame)) ?? 0) + (profile.timeDeltas[i] ?? 0) / 1000)
	}
	return times
}

function print(times: Map<string, number>, requests: number, rows: number): void {
	const all = [...times.values()].reduce((total, time) => total + time, 0)
	const sorted = [...times].toSorted(([, a], [, b]) => b - a)
	for (const [what, time] of sorted.slice(0, rows))
		console.log(
			`${((1000 * time) / requests).toFixed(1).padStart(6)} µs${((100 * time) / all).toFixed(1).padStart(6)} %  ${what}`,
		)
}

const shorten = (url: string) => url.replace(`file://${root}/`, '').replace('node_modules/', '')

function toPackage(url: string): string {
	const path = shorten(url)
	if (path.startsWith('apps/api/src')) return path.split('/').slice(0, 4).join('/')
	return path.startsWith('node:') ? (path.split('/')[0] ?? '') : path.replace(/^(@[^/]+\/)?([^/]+).*$/, '$1$2')
}

await main()
