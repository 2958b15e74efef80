import { call, endpoints } from '@todo/contract'
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, sendAs } from './door.ts'
import { note, seconds } from './figures.ts'
import { listen } from './listeners.ts'
import { provideOutsideDatabase, removeOutsideDatabase } from './outside-database.ts'
import { signUp } from './people.ts'
import {
	apply,
	bringUp,
	helm,
	kubectl,
	listPods,
	listValues,
	must,
	namespace,
	takeDown,
	todo,
	tryKubectl,
	until,
} from './stage.ts'
import { startTraffic } from './traffic.ts'

const chapter = 'Operating it'

/** One that nobody could guess: the product refuses others. */
const makeSecret = () => randomBytes(24).toString('hex')

let tokens: string[] = []
beforeAll(async () => {
	await takeDown()
	await bringUp('in-cluster-postgres')
	tokens = await signUp(4, 'operating')
}, 400_000)
afterAll(takeDown)

test('APP-3: a chat on one replica is news on a socket of the other', async () => {
	const [one, other] = await listPods('backend')
	const [token = ''] = tokens
	const heard = runInPod(other?.name ?? '', listenScript, token, 'buy chestnuts')
	const chat = () => runInPod(one?.name ?? '', chatScript, token, 'add buy chestnuts')
	// The listener needs a moment of its own: a task added before it listens is no news to it.
	const chatting = setInterval(() => void chat(), 2000)
	try {
		expect(await heard).toContain('heard')
	} finally {
		clearInterval(chatting)
	}
}, 60_000)

const runInPod = (pod: string, script: string, ...given: string[]) =>
	kubectl('exec', pod, '--container', 'backend', '--', 'node', '--input-type=module', '--eval', script, '--', ...given)

const chatScript = `
const [token, message] = process.argv.slice(1)
const headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json' }
const answer = await fetch('http://127.0.0.1:8000/api/chat', { method: 'POST', headers, body: JSON.stringify({ message }) })
if (!answer.ok) throw new Error(answer.status + ' ' + (await answer.text()))
`

const listenScript = `
const [token, text] = process.argv.slice(1)
const asked = await fetch('http://127.0.0.1:8000/api/ws/ticket', { method: 'POST', headers: { authorization: 'Bearer ' + token } })
const { ticket } = await asked.json()
const socket = new WebSocket('ws://127.0.0.1:8000/api/ws?ticket=' + ticket)
socket.onmessage = ({ data }) => { if (data.includes(text)) { console.log('heard'); process.exit() } }
setTimeout(() => process.exit(1), 40000)
`

test('K8S-14: the secret that signs is changed in two steps, as the documents say, and nobody is signed out', async () => {
	const [token = ''] = tokens
	const secret = makeSecret()
	const made = Buffer.from(secret).toString('base64')
	const old = await kubectl('get', 'secret', 'todo-secrets', '--output', 'jsonpath={.data.BETTER_AUTH_SECRET}')
	const change = (data: Record<string, string>) =>
		kubectl('patch', 'secret', 'todo-secrets', '--patch', JSON.stringify({ data }))
	const traffic = startTraffic({ tokens, thinkMs: 50 })
	await change({ SECRET_KEY: made })
	let took = await bringUp('in-cluster-postgres')
	await change({ BETTER_AUTH_SECRET: made, SECRET_KEY: old })
	took += await bringUp('in-cluster-postgres')
	expect((await traffic.stop()).failures).toEqual([])
	const shell = ['sh', '-c', 'echo $BETTER_AUTH_SECRET']
	for (const { name } of await listPods('backend'))
		expect((await kubectl('exec', name, '--container', 'backend', '--', ...shell)).trim()).toBe(secret)
	const { status } = await ask('/api/tasks', { headers: { authorization: `Bearer ${token}` } })
	expect(status).toBe(200)
	note(chapter, 'the secret that signs changed in two steps, with nobody signed out, in', seconds(took))
}, 400_000)

test('APP-3: news pass between replicas through the page’s own address too', async () => {
	const [, token = ''] = tokens
	const listener = listen(token)
	await listener.greeted
	await call(sendAs(token), endpoints.tasks.createTask, { body: { title: 'Through the front door' } })
	await until('the news', async () => listener.versions.length === 1, 10_000)
	listener.close()
})

test('K8S-15: uninstalling leaves the database’s volume, and the next installation finds the data', async () => {
	const [, , token = ''] = tokens
	await call(sendAs(token), endpoints.tasks.createTask, { body: { title: 'Survives' } })
	expect((await todo(['down'])).code).toBe(0)
	await until(
		'the pods have gone',
		async () => (await kubectl('get', 'pods', '--output', 'name')).trim() === '',
		120_000,
	)
	expect(await kubectl('get', 'persistentvolumeclaims', '--output', 'name')).toContain('data-todo-db-0')
	await bringUp('in-cluster-postgres')
	const found = await call(sendAs(token), endpoints.tasks.listTasks, { query: {} })
	expect(found.map(({ title }) => title)).toContain('Survives')
}, 500_000)

test('K8S-4: three values give a working release on a database outside, with no todo-db', async () => {
	await takeDown()
	await must('kubectl', ['apply', '--filename', 'k8s/in-cluster-postgres/namespace.yaml'])
	try {
		const url = await provideOutsideDatabase()
		const secrets = [
			`secrets.betterAuthSecret=${makeSecret()}`,
			'secrets.cohereApiKey=co-key',
			`secrets.databaseUrl=${url}`,
		]
		await helm(
			'install',
			'todo-app',
			'helm/todo-app',
			...secrets.flatMap((value) => ['--set', value]),
			...listValues('in-cluster-postgres'),
		)
		for (const name of ['backend', 'frontend']) await kubectl('rollout', 'status', `deployment/${name}`, '--timeout=3m')
		expect((await tryKubectl('get', 'statefulset', 'todo-db')).code).not.toBe(0)
		expect(await helm('test', 'todo-app', '--timeout', '2m')).toContain('Succeeded')
	} finally {
		await takeDown()
		await removeOutsideDatabase()
	}
}, 600_000)

test('K8S-2: `kubectl apply -k` brings up what the chart would', async () => {
	await must('kubectl', ['apply', '--filename', 'k8s/in-cluster-postgres/namespace.yaml'])
	const toSecret = (name: string, stringData: Record<string, string>) => ({
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: { name, namespace },
		stringData,
	})
	await apply(
		toSecret('todo-secrets', { BETTER_AUTH_SECRET: makeSecret() }),
		toSecret('todo-db-credentials', { password: makeSecret(), 'postgres-password': makeSecret() }),
	)
	await kubectl('apply', '--kustomize', 'k8s/in-cluster-postgres')
	for (const workload of ['statefulset/todo-db', 'deployment/backend', 'deployment/frontend'])
		await kubectl('rollout', 'status', workload, '--timeout=5m')
}, 500_000)
