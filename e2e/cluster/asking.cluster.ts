import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { askingFolder, askingPage, eventReasons, listRights, readAsking } from '../../scripts/asking.ts'
import { readCommands } from '../../scripts/commands.ts'
import { isRecord, toRecord } from '../../scripts/json.ts'
import { fromRoot, root } from '../../scripts/root.ts'
import { note } from './figures.ts'
import { bringUp, kubectl, listPods, must, namespace, read, run, takeDown, tryKubectl, until } from './stage.ts'
import { listReasons, makeTroubles, removeTroubles } from './troubles.ts'

const { names, readings } = readAsking(root)
const folder = mkdtempSync(join(tmpdir(), 'todo-asking-'))
/** Made by the page's own commands. */
const access = join(folder, 'asking.kubeconfig')
/** kubectl as the model's tool has it. */
const look = (...args: readonly string[]) => run('kubectl', ['--kubeconfig', access, ...args])

type Subject = { kind: string; name: string; namespace: string }
const viewers: Subject[] = parse(readFileSync(fromRoot(askingFolder, 'viewers.yaml'), 'utf8')).rbac.viewers

beforeAll(async () => {
	await takeDown()
	const subjects = viewers.flatMap((viewer, at) =>
		Object.entries(viewer).map(([key, value]) => `rbac.viewers[${at}].${key}=${value}`),
	)
	const scaling = ['enabled=true', 'minReplicas=2', 'maxReplicas=2', 'memory=null']
	await bringUp('in-cluster-postgres', [...subjects, ...scaling.map((value) => `backend.autoscaling.${value}`)])
	await kubectl('create', 'serviceaccount', 'asking')
	await must('bash', ['-euo', 'pipefail', '-c', ['cd "$1"', ...readAccessCommands()].join('\n'), 'bash', folder])
}, 500_000)
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true })
	await takeDown()
})

/** The block of the page that writes asking.kubeconfig. */
function readAccessCommands(): readonly string[] {
	const blocks = readCommands(readFileSync(fromRoot(askingPage), 'utf8'))
	const block = blocks.find(({ lines }) => lines.some((line) => line.endsWith('> asking.kubeconfig')))
	if (!block) throw new Error(`${askingPage} doesn't say how asking.kubeconfig is made`)
	return block.lines
}

test('K8S-21: the file that kubectl-ai is given signs in as `asking`, and holds no other credentials', async () => {
	const { code, output, errors } = await look('auth', 'whoami')
	expect({ code, output, errors }).toMatchObject({ code: 0 })
	expect(output).toContain(`system:serviceaccount:${namespace}:asking`)
	const file: unknown = parse(readFileSync(access, 'utf8'))
	const users = isRecord(file) && Array.isArray(file.users) ? file.users : []
	expect(users.map(({ name, user }) => [name, Object.keys(user)])).toEqual([['asking', ['token']]])
	expect(statSync(access).mode & 0o777).toBe(0o600)
})

test('K8S-21: every event that a model is told to look for happens, and so do the log’s words', async () => {
	await makeTroubles()
	const [page] = await listPods('frontend')
	await kubectl('delete', 'pod', page?.name ?? '', '--wait=false')
	await kubectl('scale', 'statefulset/todo-db', '--replicas=0')
	let missing: readonly string[] = eventReasons
	const haveAllHappened = async () => {
		const seen = await listReasons()
		missing = eventReasons.filter((reason) => !seen.has(reason))
		return missing.length === 0
	}
	await until('every event', haveAllHappened, 180_000, 2000).catch(() => undefined)
	expect(missing).toEqual([])
	await until(
		'the API says that its database is away',
		async () => (await readLog('backend')).some(({ message }) => message === 'a database connection was lost'),
		60_000,
		2000,
	)
	await kubectl('scale', 'statefulset/todo-db', '--replicas=1')
	await kubectl('rollout', 'status', 'statefulset/todo-db', '--timeout=3m')
	const isWell = async () =>
		(await Promise.all(['backend', 'frontend'].map(listPods))).flat().every((pod) => pod.isReady)
	await until('the API is ready again', isWell, 120_000, 1000)
	await removeTroubles()
}, 500_000)

type Line = Record<string, unknown>

/** The whole log of a component, read with the model's rights. */
async function readLog(component: string): Promise<Line[]> {
	const { code, output, errors } = await look('-n', namespace, 'logs', '-l', `component=${component}`, '--tail=-1')
	if (code !== 0) throw new Error(errors)
	const isJson = (line: string) => line.startsWith('{')
	return output
		.split('\n')
		.filter(isJson)
		.map((line) => JSON.parse(line))
}

test('K8S-21: one request has one id in both logs, with the fields that a model is told of', async () => {
	const id = randomUUID()
	const script = `await fetch('http://127.0.0.1:3000/api/health', { headers: { 'x-request-id': '${id}' } })`
	const node = ['node', '--input-type=module', '--eval', script]
	await kubectl('exec', 'deployment/frontend', '--container', 'frontend', '--', ...node)
	for (const [component, kind] of [
		['frontend', 'fields of the page’s log'],
		['backend', 'fields of the API’s log'],
	] as const) {
		const find = async () =>
			(await readLog(component)).find((line) => line.request_id === id && line.message === 'request')
		await until(`the line in the log of ${component}`, async () => (await find()) !== undefined, 20_000)
		expect(names.get(kind)).toEqual(expect.arrayContaining(Object.keys((await find()) ?? {})))
	}
})

test.each(readings.map((words) => [words.join(' '), words] as const))(
	'K8S-21: with these rights it answers, and shows no secret: kubectl %s',
	async (_, words) => {
		const { code, output, errors } = await look(...words)
		expect({ code, errors }).toEqual({ code: 0, errors: expect.not.stringMatching(/forbidden|error/i) })
		expect(output.trim()).not.toBe('')
		for (const secret of await listSecretValues()) expect(output.includes(secret)).toBe(false)
	},
)

/** What is in the product's Secrets, as text and as Kubernetes writes it. */
async function listSecretValues(): Promise<string[]> {
	const found = await Promise.all(['todo-secrets', 'todo-db-credentials'].map((name) => read('secret', name)))
	const coded = found.flatMap((secret) => Object.values(toRecord(secret, 'data')).map(String))
	const values = coded.flatMap((value) => [value, Buffer.from(value, 'base64').toString()])
	// Shorter ones are no secrets, and stand everywhere: names, ports.
	return values.filter((value) => value.length >= 12)
}

const subjects = viewers.map(({ name, namespace: home }) => `system:serviceaccount:${home}:${name}`)
const rights = new Set(
	readings.flatMap(listRights).map(({ verb, group, resource }) => `${verb} ${resource}${group && `.${group}`}`),
)
const refusals = [
	'get secrets',
	'list secrets',
	'create pods',
	'create pods/exec',
	'create pods/portforward',
	'delete pods',
	'delete persistentvolumeclaims',
	'patch deployments.apps',
	'patch configmaps',
	'create serviceaccounts/token',
	'impersonate users',
]

test.each(subjects)('K8S-21: %s may read all of this, and neither change anything nor see a Secret', async (who) => {
	const ask = async (right: string) => {
		const { output } = await tryKubectl('auth', 'can-i', ...right.split(' '), '--as', who)
		return `${right}: ${output.trim()}`
	}
	for (const right of rights) expect(await ask(right)).toBe(`${right}: yes`)
	for (const right of refusals) expect(await ask(right)).toBe(`${right}: no`)
})

test('K8S-21: a Secret, and another namespace, are refused when asked for', async () => {
	for (const words of [
		['-n', namespace, 'get', 'secret', 'todo-secrets'],
		['-n', namespace, 'exec', 'deployment/backend', '--', 'printenv'],
		['-n', 'kube-system', 'get', 'pods'],
	]) {
		const { code, output, errors } = await look(...words)
		expect({ code, output, errors }).toMatchObject({ output: '', errors: expect.stringContaining('forbidden') })
		expect(code).not.toBe(0)
	}
	note('Rights', 'commands of the page on asking a model, done by `todo-viewer`', String(readings.length))
})
