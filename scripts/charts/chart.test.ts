import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromRoot } from '../root.ts'
import { findStaleManifests } from './manifests.ts'
import { chart, mustRender, readManifests, render } from './render.ts'
import { checkedValues, exceptions, everything } from './testing/values.ts'
import { shapes } from './shapes.ts'
import { has, requireTool, runTool } from './testing/tools.ts'

const helms = ['helm', 'helm3'] as const
const schemas = fromRoot('helm/schemas/{{.ResourceKind}}{{.KindSuffix}}.json')

describe.each(helms)('the chart by %s', (name) => {
	test.runIf(has(name)).each(shapes)('K8S-1: %s passes lint, strictly', (shape) => {
		const flags = checkedValues[shape].flatMap((value) => ['--set', value])
		const args = ['lint', '--strict', chart, '--values', join(chart, 'values', `${shape}.yaml`), ...flags]
		const { code, output } = runTool(requireTool(name), args)
		expect(output).toContain('0 chart(s) failed')
		expect(code).toBe(0)
	})

	describe.each(shapes)('K8S-2: the shape %s', (shape) => {
		const values = checkedValues[shape]
		const read = () => readManifests(mustRender(requireTool(name), { shape, values }))

		test.runIf(has(name))('K8S-1: renders, one object of a name', () => {
			const ids = read().map((manifest) => `${manifest.kind} ${manifest.name}`)
			expect(ids).toEqual([...new Set(ids)])
			expect(ids).toEqual(
				expect.arrayContaining(['Deployment backend', 'Deployment frontend', 'ConfigMap todo-config']),
			)
		})

		test.runIf(has(name, 'kubeconform'))('is what the API server takes', () => {
			const text = mustRender(requireTool(name), { shape, values })
			expect(validate(text)).toEqual({ code: 0, output: '' })
		})
	})

	test.runIf(has(name, 'kubeconform'))('with everything switched on it is what the API server takes', () => {
		for (const values of everything) {
			const text = mustRender(requireTool(name), { values })
			expect(validate(text)).toEqual({ code: 0, output: '' })
		}
	})
})

test.runIf(has(...helms))('K8S-4: Helm 3 and 4 render the same', () => {
	for (const shape of shapes) {
		const [four, three] = helms.map((name) =>
			readManifests(mustRender(requireTool(name), { shape, values: checkedValues[shape] })).map(({ text }) => text),
		)
		expect(three).toEqual(four)
	}
})

test.runIf(has('helm', 'kubeconform'))('the schemas find a misspelt field', () => {
	const text = mustRender(requireTool('helm'), { shape: 'minikube', values: checkedValues.minikube })
	expect(validate(text.replace('maxSurge:', 'maxSurg:')).output).toContain(
		"additional properties 'maxSurg' not allowed",
	)
})

test.runIf(has('helm'))('values that nobody knows are refused', () => {
	for (const value of [
		'x=1',
		'backend.replicacount=2',
		'frontend.service.type=Foo',
		'database.foo=1',
		'ingress.hosts=a',
	]) {
		const rendering = render(requireTool('helm'), { values: [...checkedValues.minikube, value] })
		expect(rendering).toMatchObject({ ok: false, reason: expect.stringContaining("don't meet the specifications") })
	}
})

describe('suites of helm-unittest', () => {
	const suites = readdirSync(join(chart, 'tests')).filter((file) => file.endsWith('_test.yaml'))

	test.runIf(has('helm-unittest')).each(suites)('%s', (file) => {
		const { code, output } = runTool(requireTool('helm-unittest'), ['--file', `tests/${file}`, chart])
		expect(output).toMatch(/Tests: {7}(\d+) passed, \1 total/)
		expect(code).toBe(0)
	})
})

test.runIf(has('helm', 'kube-score'))('K8S-13: kube-score finds nothing but what is explained', () => {
	const findings = shapes.flatMap((shape) => {
		const text = mustRender(requireTool('helm'), { shape, values: checkedValues[shape] })
		const args = ['score', '--kubernetes-version', 'v1.35', '--output-format', 'ci', '-']
		const lines = runTool(requireTool('kube-score'), args, text).output.split('\n')
		expect(lines.some((line) => line.startsWith('[OK]'))).toBe(true)
		return lines.filter((line) => /^\[(CRITICAL|WARNING)\]/.test(line))
	})
	expect(findings.filter((line) => !exceptions.some(({ finding }) => finding.test(line)))).toEqual([])
	// An exception that nothing needs any more would hide the next finding.
	expect(exceptions.filter(({ finding }) => !findings.some((line) => finding.test(line)))).toEqual([])
})

test.runIf(has('helm'))('K8S-2: k8s/ is what the chart renders', () => {
	expect(findStaleManifests(requireTool('helm'))).toEqual([])
})

test.runIf(has('helm-docs'))('the README of the chart tells every value', () => {
	for (const folder of [chart, ...['backend', 'frontend', 'database'].map((name) => join(chart, 'charts', name))]) {
		const args = ['--chart-search-root', folder, '--chart-to-generate', folder, '--dry-run', '--log-level', 'warning']
		expect(runTool(requireTool('helm-docs'), args).output.trim()).toBe(
			readFileSync(join(folder, 'README.md'), 'utf8').trim(),
		)
	}
})

function validate(text: string): { code: number | null; output: string } {
	return runTool(requireTool('kubeconform'), ['-strict', '-schema-location', schemas, '-'], text)
}
