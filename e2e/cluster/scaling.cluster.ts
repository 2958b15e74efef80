import { afterAll, beforeAll, expect, test } from 'vitest'
import { note, seconds } from './figures.ts'
import { signUp } from './people.ts'
import { bringUp, listPods, must, takeDown, until } from './stage.ts'
import { startTraffic } from './traffic.ts'

const chapter = 'Autoscaling'

/** Short windows, so that in takes no longer than out. */
const values = [
	'backend.autoscaling.enabled=true',
	'backend.autoscaling.minReplicas=2',
	'backend.autoscaling.maxReplicas=4',
	'backend.autoscaling.cpu=100',
	'backend.autoscaling.memory=null',
	'backend.resources.requests.cpu=50m',
	'backend.autoscaling.behavior.scaleDown.stabilizationWindowSeconds=15',
	'backend.autoscaling.behavior.scaleDown.policies[0].type=Pods',
	'backend.autoscaling.behavior.scaleDown.policies[0].value=2',
	'backend.autoscaling.behavior.scaleDown.policies[0].periodSeconds=15',
]

let tokens: string[] = []
beforeAll(async () => {
	await takeDown()
	await bringUp('in-cluster-postgres', values)
	tokens = await signUp(40, 'scaling')
	await until(
		'the autoscaler has figures',
		async () => /\d+%\/100%|\d+\/100/.test(await describeScaler()),
		120_000,
		2000,
	)
}, 500_000)
afterAll(takeDown)

test('K8S-11, OPS-8: more replicas while there is work, fewer afterwards, by CPU', async () => {
	expect(await listPods('backend')).toHaveLength(2)
	const traffic = startTraffic({ tokens })
	const out = await until(
		'more replicas',
		async () => (await listPods('backend')).filter(({ isReady }) => isReady).length >= 3,
		180_000,
		1000,
	)
	const { failures } = await traffic.stop()
	expect(failures).toEqual([])
	const back = await until('two again', async () => (await listPods('backend')).length === 2, 300_000, 1000)
	note(
		chapter,
		'by CPU, from two ready replicas to three under load; back to two without',
		`${seconds(out / 1000)}, ${seconds(back / 1000)}`,
	)
}, 600_000)

const describeScaler = () => must('kubectl', ['--namespace', 'todo-app', 'get', 'horizontalpodautoscaler', 'backend'])
