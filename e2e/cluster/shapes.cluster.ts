import { afterAll, describe, expect, test } from 'vitest'
import { shapes, type Shape } from '../../scripts/charts/shapes.ts'
import { ask } from './door.ts'
import { note, seconds } from './figures.ts'
import { provideOutsideDatabase, removeOutsideDatabase } from './outside-database.ts'
import { bringUp, helm, kubectl, must, namespace, read, takeDown } from './stage.ts'

const chapter = 'Five shapes, from nothing'
/** The specification's five minutes (K8S-19). */
const mostSeconds = 300

const isOutside = (shape: Shape) => shape === 'docker-desktop' || shape === 'production'

describe.each(shapes)('%s', (shape) => {
	afterAll(async () => {
		await takeDown()
		if (isOutside(shape)) await removeOutsideDatabase()
	})

	test(`K8S-19, K8S-20: ${shape} is up from nothing by one command, in under five minutes`, async () => {
		await takeDown()
		const env = isOutside(shape) ? { DATABASE_URL: await provideOutsideDatabase() } : {}
		const took = await bringUp(shape, [], { env })
		note(chapter, `\`todo up ${shape}\` until its smoke test has passed`, seconds(took))
		expect(took).toBeLessThan(mostSeconds)
	})

	test('K8S-19: the same command once more changes nothing and passes', async () => {
		const before = await listVersions()
		const took = await bringUp(shape)
		note(chapter, `the same again, ${shape}`, seconds(took))
		expect(await listVersions()).toEqual(before)
	})

	test('K8S-7: page and API answer under one name', async () => {
		const secure = shape === 'production'
		const page = await ask('/', { secure })
		const health = await ask('/api/health', { secure })
		expect([page.status, health.status]).toEqual([200, 200])
	})

	test('the chart’s own test passes', async () => {
		expect(await helm('test', 'todo-app', '--timeout', '2m')).toContain('Succeeded')
	})

	test('K8S-18: every pod runs where the namespace enforces `restricted`', async () => {
		const labels = await kubectl('get', 'namespace', namespace, '--output', 'jsonpath={.metadata.labels}')
		expect(JSON.parse(labels)).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' })
		const warned = await must('kubectl', [
			'--namespace',
			namespace,
			'get',
			'events',
			'--field-selector',
			'reason=FailedCreate',
			'--output',
			'name',
		])
		expect(warned.trim()).toBe('')
	})

	test('K8S-3: no container has been started twice', async () => {
		const { items } = await read('pods')
		const restarts = (Array.isArray(items) ? items : []).flatMap(({ status }) => status.containerStatuses ?? [])
		expect(restarts.map(({ restartCount }) => restartCount).filter((number) => number > 0)).toEqual([])
	})
})

/** What the Deployments are made of now; how many pods there are may be an autoscaler's affair. */
async function listVersions(): Promise<string> {
	return kubectl(
		'get',
		'deployments',
		'--output',
		'jsonpath={.items[*].metadata.annotations.deployment\\.kubernetes\\.io/revision}',
	)
}
