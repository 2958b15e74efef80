import { describe, expect, test } from 'vitest'
import { explain, explainSaying } from './diagnosis.ts'
import { standIn } from './testing/stand-ins.ts'

const toPod = (container: object, conditions: object[] = []) => ({
	metadata: { name: 'backend-1' },
	status: {
		conditions,
		containerStatuses: [{ name: 'backend', image: 'todo-backend:latest', ready: false, restartCount: 3, ...container }],
	},
})
const waiting = (reason: string, message = '') => ({ state: { waiting: { reason, message } } })

describe('the likely cause', () => {
	const unschedulable = {
		type: 'PodScheduled',
		status: 'False',
		message: '0/1 nodes are available: 1 Insufficient memory.',
	}
	test.each([
		[
			'an image that nobody loaded',
			toPod(waiting('ErrImageNeverPull')),
			"the image todo-backend:latest isn't on the node",
		],
		[
			'an image that can’t be had',
			toPod(waiting('ImagePullBackOff', 'denied')),
			"can't be pulled: it was never loaded",
		],
		[
			'a Secret that is missing',
			toPod(waiting('CreateContainerConfigError', 'secret "x" not found')),
			'secret "x" not found',
		],
		[
			'too little memory',
			toPod({ state: {}, lastState: { terminated: { reason: 'OOMKilled' } } }),
			'wanted more memory',
		],
		['a start that fails', toPod(waiting('CrashLoopBackOff')), 'Its last words:\n    no way'],
		['too small a cluster', toPod({ ready: true }, [unschedulable]), 'finds no node with enough memory'],
		['a probe that fails', toPod({ state: { running: { startedAt: 'x' } } }), "backend-1/backend runs and isn't ready"],
	])('%s', (_, pod, expected) => {
		const [cause] = explain({ pods: [pod], events: [], logs: new Map([['backend-1/backend', 'no way']]) })
		expect(cause).toContain(expected)
	})

	test('of nothing wrong is none', () => {
		expect(
			explain({ pods: [toPod({ ready: true, state: { running: { startedAt: 'x' } } })], events: [], logs: new Map() }),
		).toEqual([])
	})

	test('is in events where there is no pod', () => {
		const events = [{ reason: 'FailedCreate', message: 'exceeded quota', involvedObject: { name: 'backend-7d' } }]
		expect(explain({ pods: [], events, logs: new Map() })).toEqual([
			'Pods may not be made (backend-7d): exceeded quota',
		])
	})

	test('is in what a program said', () => {
		expect(explainSaying('Error: another operation (install/upgrade/rollback) is in progress')[0]).toContain('cut off')
		expect(explainSaying('fine')).toEqual([])
	})
})

test.runIf(process.platform !== 'win32')(
	'a rollout that fails ends with the cause, from pods and their logs',
	async () => {
		const pods = JSON.stringify({ items: [toPod(waiting('CrashLoopBackOff'))] })
		const { todo, said, asked, remove } = standIn({
			answers: [
				{ when: 'rollout status deployment/backend', code: 1, errors: 'error: timed out waiting for the condition' },
				{ when: 'get pods', output: pods },
				{ when: 'logs backend-1', output: 'BETTER_AUTH_SECRET is too short\n' },
			],
		})
		expect(await todo('up minikube')).toBe(1)
		expect(said()).toContain('Waiting for deployment/backend: `kubectl --context minikube')
		expect(said()).toContain('Likely cause:\n- The pods did not get ready in time')
		expect(said()).toContain(
			'backend-1/backend ended with an error, 3 times. Its last words:\n    BETTER_AUTH_SECRET is too short',
		)
		expect(asked().at(-1)?.line).toContain('logs backend-1 --container backend --tail=5 --previous')
		remove()
	},
)
