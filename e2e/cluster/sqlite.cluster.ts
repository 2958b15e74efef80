import { call, endpoints } from '@todo/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, sendAs } from './door.ts'
import { note, seconds } from './figures.ts'
import { signUp } from './people.ts'
import { bringUp, helm, kubectl, listPods, run, takeDown, todo, until } from './stage.ts'

const chapter = 'SQLite on a volume'
const mostGapSeconds = 15

let token = ''
beforeAll(async () => {
	await takeDown()
	await bringUp('sqlite')
	token = (await signUp(1, 'sqlite'))[0] ?? ''
}, 400_000)
afterAll(takeDown)

test('K8S-16: an update replaces the pod, with a gap of at most fifteen seconds, and the data stays', async () => {
	await call(sendAs(token), endpoints.tasks.createTask, { body: { title: 'Before the update' } })
	const [before] = await listPods('backend')
	const prober = startProber()
	await helm(
		'upgrade',
		'todo-app',
		'helm/todo-app',
		'--reuse-values',
		'--set-string',
		'backend.podAnnotations.update=first',
	)
	await kubectl('rollout', 'status', 'deployment/backend', '--timeout=3m')
	await until('it answers', async () => (await ask('/api/health').catch(() => null))?.status === 200, 60_000)
	const gap = (await prober.stop()) / 1000
	const [after] = await listPods('backend')
	expect(after?.uid).not.toBe(before?.uid)
	expect(await listTitles()).toContain('Before the update')
	note(chapter, 'an update: without an answer for', seconds(gap))
	expect(gap).toBeLessThan(mostGapSeconds)
}, 300_000)

test('K8S-16: a second replica is refused, in words', async () => {
	const { code, errors } = await run('helm', [
		'--namespace',
		'todo-app',
		'upgrade',
		'todo-app',
		'helm/todo-app',
		'--reuse-values',
		'--set',
		'backend.replicaCount=2',
	])
	expect(code).not.toBe(0)
	expect(errors).toMatch(/SQLite/)
	expect(await listPods('backend')).toHaveLength(1)
})

test('K8S-16: uninstalling leaves the volume, and the next installation finds the data', async () => {
	expect((await todo(['down'])).code).toBe(0)
	await until(
		'the pods have gone',
		async () => (await kubectl('get', 'pods', '--output', 'name')).trim() === '',
		120_000,
	)
	expect((await kubectl('get', 'persistentvolumeclaims', '--output', 'name')).trim()).not.toBe('')
	await bringUp('sqlite')
	expect(await listTitles()).toContain('Before the update')
}, 400_000)

async function listTitles(): Promise<string[]> {
	const tasks = await call(sendAs(token), endpoints.tasks.listTasks, { query: {} })
	return tasks.map(({ title }) => title)
}

/** Asks every 100 ms until it is stopped and answered; `stop` answers the longest time between two good answers, in milliseconds. */
function startProber(): { stop: () => Promise<number> } {
	const ending = new AbortController()
	let last = performance.now()
	let longest = 0
	async function probe(): Promise<void> {
		for (let isWell = false; !ending.signal.aborted || !isWell;) {
			isWell = (await ask('/api/health', { limitMs: 1000 }).catch(() => null))?.status === 200
			const now = performance.now()
			if (isWell) {
				longest = Math.max(longest, now - last)
				last = now
			}
			await new Promise((resolve) => setTimeout(resolve, 100))
		}
	}
	const ended = probe()
	return {
		async stop() {
			ending.abort()
			await ended
			return longest
		},
	}
}
