import { afterAll, beforeAll, expect, test } from 'vitest'
import { count, milliseconds, note, seconds } from './figures.ts'
import { findGaps, listen, type Listener } from './listeners.ts'
import { signUp } from './people.ts'
import { bringUp, helm, kubectl, listPods, takeDown, tryKubectl, until } from './stage.ts'
import { readPercentile, startTraffic } from './traffic.ts'

const chapter = 'PostgreSQL in the cluster: updates'
const clients = 60
const sockets = 50
const leastRequests = 20_000

let tokens: string[] = []
beforeAll(async () => {
	await takeDown()
	await bringUp('in-cluster-postgres')
	tokens = await signUp(clients, 'rolling')
}, 400_000)
afterAll(takeDown)

test('K8S-9: an update and the way back lose no request and no news, under 60 clients and 50 sockets', async () => {
	const listeners = tokens.slice(0, sockets).map(listen)
	await Promise.all(listeners.map(({ greeted }) => greeted))
	const before = await listUids()
	const traffic = startTraffic({ tokens })

	const rolled = await roll(() => bringUpdate('first'))
	const back = await roll(() => helm('rollback', 'todo-app'))
	await until('enough requests', async () => traffic.count >= leastRequests, 400_000)
	const outcome = await traffic.stop()

	expect(await listUids()).not.toEqual(before)
	expect(outcome.failures).toEqual([])
	expect(outcome.requests).toBeGreaterThanOrEqual(leastRequests)
	note(
		chapter,
		`requests of ${clients} clients during an update and its rollback, of which failed`,
		`${count(outcome.requests)}, ${outcome.failures.length}`,
	)
	note(
		chapter,
		'requests a second, median, 99 of 100 below',
		describe(outcome.requests / outcome.seconds, outcome.latencies),
	)
	note(chapter, 'update, rollback', `${seconds(rolled / 1000)}, ${seconds(back / 1000)}`)
	await requireNothingMissed(listeners, outcome.created)
}, 900_000)

const describe = (rate: number, latencies: readonly number[]) =>
	`${Math.round(rate)}/s, ${milliseconds(readPercentile(latencies, 0.5))}, ${milliseconds(readPercentile(latencies, 0.99))}`

/** Every socket was closed by its server, came back, and heard of each of its person's changes once and in order. */
async function requireNothingMissed(
	listeners: readonly Listener[],
	created: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
	const wanted = tokens.slice(0, sockets).map((token) => created.get(token)?.length ?? 0)
	await until(
		'the last news',
		async () => listeners.every(({ versions }, index) => (versions.at(-1) ?? 0) >= (wanted[index] ?? 0)),
		30_000,
	)
	expect(listeners.map((listener, index) => findGaps(listener, wanted[index] ?? 0))).toEqual(listeners.map(() => []))
	const closings = listeners.flatMap(({ closings: codes }) => codes)
	expect(listeners.every(({ closings: codes }) => codes.length > 0)).toBe(true)
	for (const listener of listeners) listener.close()
	const codes = Map.groupBy(closings, (code) => code)
	const said = [...codes].map(([code, all]) => `${all.length} by ${code}`).join(', ')
	note(chapter, `closings of ${sockets} sockets, which missed nothing`, said)
}

async function bringUpdate(mark: string): Promise<string> {
	const values = ['backend', 'frontend'].flatMap((name) => ['--set-string', `${name}.podAnnotations.update=${mark}`])
	return helm('upgrade', 'todo-app', 'helm/todo-app', '--reuse-values', ...values)
}

async function roll(start: () => Promise<string>): Promise<number> {
	const began = performance.now()
	await start()
	for (const name of ['backend', 'frontend']) await kubectl('rollout', 'status', `deployment/${name}`, '--timeout=5m')
	await until(
		'the old pods have gone',
		async () =>
			!(await tryKubectl('get', 'pods', '--output', 'jsonpath={.items[*].metadata.deletionTimestamp}')).output.trim(),
		90_000,
	)
	return performance.now() - began
}

async function listUids(): Promise<string[]> {
	const pods = [...(await listPods('backend')), ...(await listPods('frontend'))]
	return pods.map(({ uid }) => uid).toSorted()
}
