import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { note } from './figures.ts'
import { bringUp, kubectl, namespace, takeDown, tryKubectl } from './stage.ts'

const chapter = 'Rights'

beforeAll(async () => {
	await takeDown()
	const subject = (role: string, name: string) => [
		`rbac.${role}[0].kind=User`,
		`rbac.${role}[0].name=${name}`,
		`rbac.${role}[0].apiGroup=rbac.authorization.k8s.io`,
	]
	await bringUp('in-cluster-postgres', [...subject('viewers', 'vera'), ...subject('deployers', 'dora')])
}, 400_000)
afterAll(takeDown)

const workload = (name: string) => `system:serviceaccount:${namespace}:${name}`

const table: readonly (readonly [who: string, verb: string, what: string, may: boolean])[] = [
	['vera', 'get', 'pods', true],
	['vera', 'get', 'pods/log', true],
	['vera', 'list', 'events', true],
	['vera', 'get', 'deployments.apps', true],
	['vera', 'get', 'secrets', false],
	['vera', 'create', 'pods/exec', false],
	['vera', 'delete', 'pods', false],
	['vera', 'update', 'deployments.apps', false],
	['dora', 'update', 'deployments.apps', true],
	['dora', 'create', 'secrets', true],
	['dora', 'create', 'networkpolicies.networking.k8s.io', true],
	['dora', 'delete', 'namespaces', false],
	['dora', 'create', 'clusterrolebindings.rbac.authorization.k8s.io', false],
	['dora', 'get', 'nodes', false],
	[workload('backend'), 'get', 'secrets', false],
	[workload('backend'), 'get', 'pods', false],
	[workload('backend'), 'create', 'pods', false],
	[workload('frontend'), 'get', 'secrets', false],
	[workload('frontend'), 'get', 'configmaps', false],
	['nobody', 'get', 'pods', false],
]

describe('K8S-13', () => {
	test.each(table)('%s %s %s: %s', async (who, verb, what, may) => {
		const { output } = await tryKubectl('auth', 'can-i', verb, what, '--as', who)
		expect(output.trim()).toBe(may ? 'yes' : 'no')
	})

	test('no pod holds a token of the cluster', async () => {
		for (const name of ['backend', 'frontend']) {
			const { code } = await tryKubectl('exec', `deployment/${name}`, '--', 'ls', '/var/run/secrets/kubernetes.io')
			expect(code).not.toBe(0)
		}
		note(chapter, 'questions of `can-i`, answered as they should be', String(table.length))
	})
})

describe('K8S-18', () => {
	test('a pod with more rights than `restricted` allows is refused', async () => {
		const { code, errors } = await tryKubectl('run', 'root', '--image=busybox:1.37', '--restart=Never')
		expect(code).not.toBe(0)
		expect(errors).toMatch(/violates PodSecurity "restricted/)
	})

	test('the containers can write nowhere but where they must', async () => {
		const write = (name: string, path: string) =>
			tryKubectl('exec', `deployment/${name}`, '--container', name, '--', 'touch', path)
		expect((await write('backend', '/app/x')).code).not.toBe(0)
		expect((await write('frontend', '/app/x')).code).not.toBe(0)
		expect((await write('backend', '/tmp/x')).code).toBe(0)
	})

	test('OPS-9: a shell answers in each of them', async () => {
		for (const name of ['deployment/backend', 'deployment/frontend', 'statefulset/todo-db'])
			expect(await kubectl('exec', name, '--', '/bin/sh', '-c', 'echo here')).toContain('here')
	})
})
