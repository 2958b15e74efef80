import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startApp } from '../apps/api/src/testing/start-app.ts'
import { ask, startFront, startUpstream } from '../apps/web/server/testing.ts'
import { askingFolder, eventReasons, listRights, parseAsking, readAsking } from './asking.ts'
import { namespace } from './charts/shapes.ts'
import { readClusterThings } from './cluster-commands.ts'
import { isRecord } from './json.ts'
import { fromRoot, root } from './root.ts'
import { listFiles } from './stamp.ts'

const { names, used, readings } = readAsking(root)
const named = (kind: string): readonly string[] => {
	const list = names.get(kind)
	if (!list) throw new Error(`the page names no ${kind}`)
	return list
}
const things = readClusterThings(root)

test.each([
	['namespace', new Set<string>([namespace])],
	['labels', things.labels],
	['objects', things.objects],
	['containers', things.containers],
])('K8S-21: what a model is told of is in the manifests: %s', (kind, there) => {
	expect(named(kind).filter((name) => !there.has(name))).toEqual([])
})

test('K8S-21: the Secrets that a model never sees are those that the pods are given', () => {
	const manifests = readFileSync(fromRoot('k8s/in-cluster-postgres/backend.yaml'), 'utf8')
	const given = [...manifests.matchAll(/secret(?:Key)?Ref:\n(?:\s+key: .+\n)?\s+name: (\S+)/g)].map(
		([, name = '']) => name,
	)
	expect(named('Secrets, which they never see').toSorted()).toEqual([...new Set(given)].toSorted())
})

test('K8S-21: the states and events that a model is told of are those known here', () => {
	const diagnosis = readFileSync(fromRoot('apps/cli/src/diagnosis.ts'), 'utf8')
	expect(named('states').filter((state) => !diagnosis.includes(`'${state}'`))).toEqual([])
	expect(named('events')).toEqual(eventReasons)
})

type Line = Record<string, unknown>

const toFields = (lines: readonly Line[]) => [...new Set(lines.flatMap(Object.keys))].toSorted()

function parseLine(text: string): Line {
	const line: unknown = JSON.parse(text)
	if (!isRecord(line)) throw new Error(`no object: ${text}`)
	return line
}

test('K8S-21: the API’s log has every field that a model is told of', async () => {
	const lines: Line[] = []
	const settings = { LOG_LEVEL: 'info' }
	const logTo = { write: (text: string) => void lines.push(parseLine(text)) }
	const folder = mkdtempSync(join(tmpdir(), 'todo-asking-'))
	const app = await startApp(join(folder, 'todo.db'), settings, { logTo })
	const { send } = await app.guest()
	await send('/api/tasks', { method: 'GET', headers: {} })
	await app.close()
	rmSync(folder, { recursive: true })
	// Port 1 answers nobody: what is said where the database is away.
	const waiting = await startApp('postgresql://todo@127.0.0.1:1/todo', settings, { logTo })
	await waiting.close()
	expect(lines.map(({ message }) => message)).toEqual(expect.arrayContaining(['request', 'waiting for the database']))
	expect(named('fields of the API’s log').toSorted()).toEqual(toFields(lines))
})

test('K8S-21: the page’s log has every field that a model is told of', async () => {
	const { port: upstream, server } = await startUpstream((_, response) => response.end())
	server.close()
	const front = await startFront({ upstream })
	await ask(front.port, '/')
	await ask(front.port, '/api/tasks')
	await expect.poll(() => front.lines.length).toBe(3)
	await front.close()
	const lines = front.lines.map(parseLine)
	expect(lines.map(({ message }) => message)).toContain('The API did not answer')
	expect(named('fields of the page’s log').toSorted()).toEqual(toFields(lines))
})

test.each([
	['words of the API’s log', 'apps/api/src'],
	['words of the page’s log', 'apps/web/server'],
])('K8S-21: the %s are in its source', (kind, folder) => {
	const source = listFiles(root, folder)
		.filter((path) => path.endsWith('.ts') && !path.includes('test'))
		.map((path) => readFileSync(fromRoot(path), 'utf8'))
		.join('\n')
	expect(named(kind).filter((words) => !new RegExp(`['\` ]${words}[':]`).test(source))).toEqual([])
})

test('K8S-21: questions and facts use no name that the table of names lacks', () => {
	const known = new Set([...names.values()].flat())
	const loose = ['Pending', 'up', 'npm run todo -- up', 'npm run todo -- rollback']
	expect(used.filter((name) => !known.has(name) && !loose.includes(name))).toEqual([])
})

test('K8S-21: kubectl-ai takes the facts for a template, so nothing in them may look like one', () => {
	expect(readFileSync(fromRoot(askingFolder, 'facts.md'), 'utf8')).not.toMatch(/\{\{|\}\}/)
})

test('K8S-21: the page’s commands read, and what each needs is known', () => {
	expect(readings.length).toBeGreaterThan(15)
	const rights = readings.flatMap(listRights)
	expect([...new Set(rights.map(({ verb }) => verb))].toSorted()).toEqual(['get', 'list'])
	expect(rights.map(({ resource }) => resource)).not.toContain('secrets')
})

test('names, uses and commands are read from a page', () => {
	const page = [
		'## Rights\n```sh\nkubectl -n todo-app delete serviceaccount asking\n```',
		'## What they find\n| | |\n|---|---|\n| labels | `a=b`, `c=d` |\n',
		'```sh\nkubectl -n todo-app get pods,services  # all\nkubectl -n todo-app logs deployment/backend\n```',
		'## Which question\n| what | ask | rests on |\n|---|---|---|\n| x | y | `a=b` and `e` |\n',
	].join('\n')
	expect(parseAsking(page, 'Look at `f`.')).toEqual({
		names: new Map([['labels', ['a=b', 'c=d']]]),
		used: ['a=b', 'e', 'f'],
		readings: [
			['-n', 'todo-app', 'get', 'pods,services'],
			['-n', 'todo-app', 'logs', 'deployment/backend'],
		],
	})
	expect(listRights(['-n', 'todo-app', 'get', 'ingresses,pods'])).toEqual([
		{ verb: 'list', group: 'networking.k8s.io', resource: 'ingresses' },
		{ verb: 'list', group: '', resource: 'pods' },
	])
	expect(() => listRights(['-n', 'todo-app', 'get', 'secrets'])).toThrow('nothing here knows the resource secrets')
})
