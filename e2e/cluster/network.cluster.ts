import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { note } from './figures.ts'
import { provideOutsideDatabase, outside, removeOutsideDatabase } from './outside-database.ts'
import { bringUp, kubectl, listPods, must, namespace, read, takeDown, until } from './stage.ts'

const chapter = 'Network policies'
const stranger = 'stranger'

/** From where, to where. `open`: it is one of the flows that exist. */
type Flow = { from: string; to: string; host: string; port: number; open: boolean }

const addresses = new Map<string, string>()
let flows: Flow[] = []
/** The one of the API's pods that asks. */
let caller = ''

beforeAll(async () => {
	await takeDown()
	await provideOutsideDatabase()
	await bringUp('in-cluster-postgres')
	await provideStrangers()
	const [one, other] = await listPods('backend')
	caller = one?.name ?? ''
	addresses.set('another backend', other?.ip ?? '')
	const outsiders = await read('pods', '--namespace', outside)
	addresses.set('outside', (outsiders as { items: { status: { podIP: string } }[] }).items[0]?.status.podIP ?? '')
	for (const component of ['backend', 'frontend', 'database'])
		addresses.set(component, (await listPods(component))[0]?.ip ?? '')
	const { spec } = await read('service', 'kubernetes', '--namespace', 'default')
	addresses.set('API server', (spec as { clusterIP: string }).clusterIP)
	flows = listFlows()
	// The first moments of a new pod are open: what comes after them is meant.
	await until(
		'policies are in force',
		async () => !(await reaches({ from: 'neighbour', to: '', host: at('database'), port: 5432, open: false })),
		30_000,
	)
}, 600_000)
afterAll(async () => {
	await takeDown()
	await removeOutsideDatabase()
	await must('kubectl', ['delete', 'namespace', stranger, '--ignore-not-found'])
})

describe('K8S-12, K8S-24', () => {
	test('every flow that exists works', async () => {
		const open = flows.filter((flow) => flow.open)
		const shut = await filterFlows(open, false)
		note(chapter, 'flows that exist, of which work', `${open.length}, ${open.length - shut.length}`)
		expect(shut).toEqual([])
	}, 300_000)

	test('no other flow does', async () => {
		const forbidden = flows.filter((flow) => !flow.open)
		const leaks = await filterFlows(forbidden, true)
		note(chapter, 'flows that do not exist, of which get through', `${forbidden.length}, ${leaks.length}`)
		expect(forbidden.length).toBeGreaterThanOrEqual(20)
		expect(leaks).toEqual([])
	}, 600_000)

	test('without the policies those flows do get through: it is the policies that stop them', async () => {
		await kubectl('delete', 'networkpolicies', '--all')
		const forbidden = flows.filter((flow) => !flow.open)
		await until(
			'nothing is stopped any more',
			async () => (await filterFlows(forbidden, false)).length === 0,
			120_000,
			2000,
		)
	}, 600_000)
})

const at = (component: string): string => addresses.get(component) ?? ''

function listFlows(): Flow[] {
	const flow = (from: string, to: string, host: string, port: number, open = false): Flow => ({
		from,
		to,
		host,
		port,
		open,
	})
	const everyPort = [
		['backend', at('backend'), 8000],
		['backend metrics', at('backend'), 9464],
		['frontend', at('frontend'), 3000],
		['frontend metrics', at('frontend'), 9464],
		['database', at('database'), 5432],
	] as const
	return [
		flow('frontend', 'backend', 'backend', 8000, true),
		flow('backend', 'database', 'todo-db', 5432, true),
		flow('ingress', 'frontend', at('frontend'), 3000, true),
		flow('ingress', 'backend', at('backend'), 8000, true),
		flow('monitoring', 'backend metrics', at('backend'), 9464, true),
		flow('frontend', 'database', 'todo-db', 5432),
		flow('frontend', 'backend metrics', at('backend'), 9464),
		flow('backend', 'frontend', 'frontend', 3000),
		flow('backend', 'another backend’s metrics', at('another backend'), 9464),
		flow('database', 'backend', at('backend'), 8000),
		flow('database', 'frontend', at('frontend'), 3000),
		flow('database', 'outside', at('outside'), 5432),
		flow('backend', 'outside', at('outside'), 5432),
		flow('frontend', 'outside', at('outside'), 5432),
		flow('backend', 'API server', at('API server'), 443),
		flow('frontend', 'API server', at('API server'), 443),
		flow('database', 'API server', at('API server'), 443),
		flow('ingress', 'database', at('database'), 5432),
		flow('ingress', 'backend metrics', at('backend'), 9464),
		flow('monitoring', 'backend', at('backend'), 8000),
		flow('monitoring', 'database', at('database'), 5432),
		...everyPort.filter(([to]) => to !== 'frontend').map(([to, host, port]) => flow('stranger', to, host, port)),
		...everyPort.filter(([to]) => to !== 'frontend').map(([to, host, port]) => flow('neighbour', to, host, port)),
	]
}

async function filterFlows(given: readonly Flow[], wanted: boolean): Promise<string[]> {
	const found = await Promise.all(given.map(async (flow) => ({ flow, is: await reaches(flow) })))
	return found.filter(({ is }) => is === wanted).map(({ flow }) => `${flow.from} → ${flow.to}`)
}

/** Blocked is refused or never answered. */
async function reaches({ from, host, port }: Flow): Promise<boolean> {
	const output = await kubectlFrom(from, host, port)
	if (!/^(open|shut)/.test(output.trim())) throw new Error(`asking from ${from} answered: ${output}`)
	return output.trim().startsWith('open')
}

/** Node's own sockets, where the pod has Node; else psql. */
function kubectlFrom(from: string, host: string, port: number): Promise<string> {
	const script = `const s=require('net').connect(${port},'${host}');s.setTimeout(4000,()=>end('shut'));s.on('connect',()=>end('open'));s.on('error',()=>end('shut'));function end(w){console.log(w);process.exit()}`
	const node = ['node', '--eval', script]
	switch (from) {
		case 'backend':
			return kubectl('exec', caller, '--container', from, '--', ...node)
		case 'frontend':
			return kubectl('exec', `deployment/${from}`, '--container', from, '--', ...node)
		case 'database': {
			// Whatever else it says of a server that isn't PostgreSQL, it was connected.
			const address = `host=${host} port=${port} connect_timeout=4 sslmode=disable user=x dbname=x`
			const isShut = `grep -qE 'refused|timeout expired|timed out|No route|Network is unreachable'`
			const ask = `psql '${address}' -c '' 2>&1 | ${isShut} && echo shut || echo open`
			return kubectl('exec', 'todo-db-0', '--container', 'postgres', '--', 'sh', '-c', ask)
		}
		case 'neighbour':
			return kubectl('exec', 'neighbour', '--', ...node)
		default:
			return must('kubectl', ['--namespace', from === 'stranger' ? stranger : from, 'exec', 'caller', '--', ...node])
	}
}

/** A pod of somebody else in our own namespace, one in a foreign one, and one each where an ingress controller and a Prometheus would be. */
async function provideStrangers(): Promise<void> {
	const security = {
		runAsNonRoot: true,
		runAsUser: 10001,
		allowPrivilegeEscalation: false,
		capabilities: { drop: ['ALL'] },
		seccompProfile: { type: 'RuntimeDefault' },
	}
	const toPod = (name: string, space: string) => ({
		apiVersion: 'v1',
		kind: 'Pod',
		metadata: { name, namespace: space, labels: { caller: 'yes' } },
		spec: {
			terminationGracePeriodSeconds: 0,
			containers: [
				{
					name,
					image: 'todo-backend:latest',
					imagePullPolicy: 'IfNotPresent',
					command: ['sleep', '86400'],
					securityContext: security,
				},
			],
		},
	})
	const spaces = [stranger, 'ingress', 'monitoring']
	const items = [
		...spaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
		...spaces.map((space) => toPod('caller', space)),
		toPod('neighbour', namespace),
	]
	await must('kubectl', ['apply', '--filename', '-'], {
		input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
	})
	for (const space of spaces)
		await must('kubectl', ['--namespace', space, 'wait', 'pod/caller', '--for=condition=Ready', '--timeout=60s'])
	await kubectl('wait', 'pod/neighbour', '--for=condition=Ready', '--timeout=60s')
}
