import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRecord, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'
import { chart, mustRender, readManifests } from './render.ts'
import type { Manifest } from './render.ts'
import { shapes } from './shapes.ts'
import { findProgram } from './tools.ts'
import { checkedValues } from './testing/values.ts'
import { has, requireTool, runTool } from './testing/tools.ts'

/** What Minikube's own pods ask for: control plane, DNS, metrics-server, ingress controller. */
const system = { cpu: 950, memory: 600 }
const small = shapes.filter((shape) => shape !== 'production')

test.runIf(has('helm')).each(small)('K8S-22: %s schedules on 2 cores and 4 GiB, an update included', (shape) => {
	const pods = readManifests(mustRender(requireTool('helm'), { shape, values: checkedValues[shape] })).flatMap(toAsked)
	expect(pods.length).toBeGreaterThan(1)
	for (const [resource, limit] of [
		['cpu', 2000],
		['memory', 4096],
	] as const) {
		const asked = pods.reduce((sum, pod) => sum + pod.replicas * pod[resource], 0)
		const surge = Math.max(...pods.map((pod) => pod[resource]))
		expect(asked + surge + system[resource]).toBeLessThanOrEqual(limit)
	}
})

test.runIf(has('helm'))('K8S-14: another secret restarts the API, and not the page', () => {
	const sums = ['q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A', 'A0gS5dP1cH6bN4mJ9fR2kXy7wLv3tZ8q'].map((secret) => {
		const values = [...checkedValues.minikube, `secrets.betterAuthSecret=${secret}`]
		const manifests = readManifests(mustRender(requireTool('helm'), { shape: 'minikube', values }))
		return ['backend', 'frontend'].map((name) =>
			toRecord(toRecord(toRecord(findDeployment(manifests, name), 'template'), 'metadata'), 'annotations'),
		)
	})
	const [[api, page] = [], [otherApi, otherPage] = []] = sums
	expect(api).not.toEqual(otherApi)
	expect({ ...api, 'checksum/secrets': '' }).toEqual({ ...otherApi, 'checksum/secrets': '' })
	expect(page).toEqual(otherPage)
})

describe.each(shapes)('K8S-13, K8S-18: every pod of %s is restricted', (shape) => {
	test.runIf(has('helm'))('as the Pod Security Standards say', () => {
		const pods = readManifests(mustRender(requireTool('helm'), { shape, values: checkedValues[shape] })).flatMap(toPods)
		expect(pods.length).toBeGreaterThan(2)
		for (const pod of pods) {
			expect(pod).toMatchObject({
				automountServiceAccountToken: false,
				enableServiceLinks: false,
				securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
			})
			for (const container of toContainers(pod))
				expect(container).toMatchObject({
					securityContext: {
						allowPrivilegeEscalation: false,
						readOnlyRootFilesystem: true,
						runAsNonRoot: true,
						capabilities: { drop: ['ALL'] },
					},
					resources: { requests: { cpu: expect.any(String) }, limits: { memory: expect.any(String) } },
				})
		}
	})
})

const kubectl = findProgram('kubectl')
test.runIf(kubectl).each(shapes)('K8S-2: kubectl reads k8s/%s as one', (shape) => {
	const { code, output } = runTool(kubectl ?? '', ['kustomize', fromRoot('k8s', shape)])
	expect(output).toContain('pod-security.kubernetes.io/enforce: restricted')
	expect(output.match(/^kind: Deployment$/gm)).toHaveLength(2)
	expect(code).toBe(0)
})

test('the test cluster’s values ask for less, and change nothing else', () => {
	const image = { pullPolicy: 'IfNotPresent' }
	const less = { image, resources: { requests: { cpu: '25m', memory: '64Mi' } } }
	const values: unknown = parse(readFileSync(join(chart, 'ci/lab-values.yaml'), 'utf8'))
	expect(values).toEqual({ backend: less, frontend: less, database: less })
})

type Asked = { replicas: number; cpu: number; memory: number }

/** What a workload's pods ask for, in thousandths of a core and MiB; an init container counts where it asks for more. */
function toAsked({ kind, object }: Manifest): Asked[] {
	if (kind !== 'Deployment' && kind !== 'StatefulSet') return []
	const spec = toRecord(object, 'spec')
	const containers = toContainers(toRecord(toRecord(spec, 'template'), 'spec'))
	const most = (resource: string) => Math.max(...containers.map((container) => toAmount(container, resource)))
	return [{ replicas: Number(spec.replicas ?? 1), cpu: most('cpu'), memory: most('memory') }]
}

function toAmount(container: Record<string, unknown>, resource: string): number {
	const text = String(toRecord(toRecord(container, 'resources'), 'requests')[resource])
	const [, number, unit = ''] = /^([\d.]+)(m|Mi|Gi)?$/.exec(text) ?? []
	const factors: Record<string, number> = { m: 1, '': 1000, Mi: 1, Gi: 1024 }
	return Number(number) * (factors[unit] ?? Number.NaN)
}

function toPods({ kind, object }: Manifest): Record<string, unknown>[] {
	if (kind === 'Pod') return [toRecord(object, 'spec')]
	if (kind !== 'Deployment' && kind !== 'StatefulSet') return []
	return [toRecord(toRecord(toRecord(object, 'spec'), 'template'), 'spec')]
}

function toContainers(pod: Record<string, unknown>): Record<string, unknown>[] {
	return [pod.containers, pod.initContainers].flat().filter(isRecord)
}

function findDeployment(manifests: readonly Manifest[], name: string): Record<string, unknown> {
	const found = manifests.find((manifest) => manifest.kind === 'Deployment' && manifest.name === name)
	return toRecord(found?.object, 'spec')
}
