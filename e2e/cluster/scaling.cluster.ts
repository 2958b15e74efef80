import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { note, seconds } from './figures.ts'
import { signUp } from './people.ts'
import { findMissing, provideRequestRate } from './request-rate.ts'
import { bringUp, kubectl, listPods, takeDown, tryKubectl, until } from './stage.ts'
import { startTraffic } from './traffic.ts'

const chapter = 'Autoscaling'

/** Short windows, so that in takes no longer than out. */
const scaling = [
	'backend.autoscaling.enabled=true',
	'backend.autoscaling.minReplicas=2',
	'backend.autoscaling.maxReplicas=4',
	'backend.autoscaling.memory=null',
	'backend.autoscaling.behavior.scaleDown.stabilizationWindowSeconds=15',
	'backend.autoscaling.behavior.scaleDown.policies[0].type=Pods',
	'backend.autoscaling.behavior.scaleDown.policies[0].value=2',
	'backend.autoscaling.behavior.scaleDown.policies[0].periodSeconds=15',
]

describe('by CPU', () => {
	beforeAll(async () => {
		await takeDown()
		await bringUp('in-cluster-postgres', [
			...scaling,
			'backend.autoscaling.cpu=100',
			'backend.resources.requests.cpu=50m',
		])
	}, 500_000)
	afterAll(takeDown)

	test(
		'K8S-11, OPS-8: more replicas while there is work, fewer afterwards, by CPU',
		() => scaleOutAndIn('CPU'),
		600_000,
	)
})

const missing = findMissing()

describe.skipIf(missing.length > 0)(
	`by requests${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
	() => {
		let end = () => Promise.resolve()
		beforeAll(async () => {
			await takeDown()
			// First, since the chart refuses to scale by figures that nobody in the cluster has.
			end = await provideRequestRate()
			const answers = async () => (await tryKubectl('get', '--raw', '/apis/custom.metrics.k8s.io/v1beta1')).code === 0
			await until('custom metrics', answers, 60_000)
			await bringUp('in-cluster-postgres', [
				...scaling,
				'backend.autoscaling.cpu=null',
				'backend.autoscaling.requestRate.enabled=true',
				'backend.autoscaling.requestRate.source=adapter',
				'backend.autoscaling.requestRate.target=20',
			])
		}, 500_000)
		afterAll(async () => {
			await end()
			await takeDown()
		})

		test(
			'K8S-11: more replicas while there are requests, fewer afterwards',
			() => scaleOutAndIn('requests a second'),
			600_000,
		)
	},
)

/** `by`: what the autoscaler goes by, as the figures call it. */
async function scaleOutAndIn(by: string): Promise<void> {
	const tokens = await signUp(40, 'scaling')
	await until('the autoscaler has figures', hasFigures, 180_000, 2000)
	await until('two are ready, and no more', async () => (await countReady()) === 2, 180_000, 1000)
	const traffic = startTraffic({ tokens })
	const out = await until('more replicas', async () => (await countReady()) >= 3, 180_000, 1000)
	const { failures } = await traffic.stop()
	expect(failures).toEqual([])
	const back = await until('two again', async () => (await listPods('backend')).length === 2, 300_000, 1000)
	const measured = `${seconds(out / 1000)}, ${seconds(back / 1000)}`
	note(chapter, `by ${by}, from two ready replicas to three under load; back to two without`, measured)
}

const countReady = async () => (await listPods('backend')).filter(({ isReady }) => isReady).length

async function hasFigures(): Promise<boolean> {
	const path = '{.status.currentMetrics[*].type}'
	return (await kubectl('get', 'horizontalpodautoscaler', 'backend', '--output', `jsonpath=${path}`)).trim() !== ''
}
