import { afterEach, describe, expect, test } from 'vitest'
import { standIn, type StandInOptions, type StandIns } from './testing/stand-ins.ts'

describe.runIf(process.platform !== 'win32')('npm run todo', () => {
	const open: StandIns[] = []
	const start = (options: StandInOptions = {}) => {
		const standIns = standIn(options)
		open.push(standIns)
		return standIns
	}
	afterEach(() => {
		for (const standIns of open.splice(0)) standIns.remove()
	})
	const lines = async (words: string, options: StandInOptions = {}) => {
		const { todo, asked } = start(options)
		await todo(words)
		return asked().map(({ line }) => line)
	}
	const kubectl = 'kubectl --context here --namespace todo-app'

	test('status and logs look', async () => {
		expect(await lines('status')).toContain('helm --kube-context here --namespace todo-app history todo-app --max 5')
		expect(await lines('logs backend --follow')).toContain(
			`${kubectl} logs --selector app=todo-app,component=backend --all-containers --prefix --tail=100 --max-log-requests=50 --follow`,
		)
	})

	test('K8S-16: rollback goes back, and waits for what is there', async () => {
		const answers = [{ when: 'get statefulset', output: 'statefulset.apps/todo-db' }]
		expect((await lines('rollback 3', { answers })).slice(-4)).toEqual([
			'helm --kube-context here --namespace todo-app rollback todo-app 3',
			`${kubectl} rollout status statefulset/todo-db --timeout=5m`,
			`${kubectl} rollout status deployment/backend --timeout=5m`,
			`${kubectl} rollout status deployment/frontend --timeout=5m`,
		])
	})

	const uninstall = 'helm --kube-context here --namespace todo-app uninstall todo-app --ignore-not-found'
	const remove = 'kubectl --context here delete namespace todo-app --ignore-not-found'

	test('down leaves the data', async () => {
		const { todo, changes, said } = start()
		expect(await todo('down')).toBe(0)
		expect(changes()).toEqual([uninstall])
		expect(said()).toContain('Volumes and secrets are still there')
	})

	test.each([
		['another word', 'yes', '', []],
		['nobody to answer', '', '', []],
		['the name', 'todo-app', '', [uninstall, remove]],
		['--yes', '', ' --yes', [uninstall, remove]],
	])('down --data asks first: %s', async (_, typed, flags, expected) => {
		const { todo, changes } = start({ typed })
		expect(await todo(`down --data${flags}`)).toBe(expected.length > 0 ? 0 : 1)
		expect(changes()).toEqual(expected)
	})

	test('doctor says what is fine and what is not', async () => {
		const { todo, said } = start({
			programs: ['kubectl', 'helm'],
			answers: [{ when: 'helm version', output: 'v4.2.4' }],
		})
		expect(await todo('doctor')).toBe(1)
		expect(said()).toContain('fine     Helm: v4.2.4')
		expect(said()).toContain('missing  Docker is not installed. Install Docker')
		expect(said()).toContain('fine     cluster here: v1.35.4')
	})

	test.each([
		['up moon', 'There is no shape moon. One of: sqlite,'],
		['up', 'Which shape? One of: sqlite,'],
		['fly', 'There is no command fly.'],
		['logs page', 'There is no component page'],
		['rollback back', "A release's number is a whole one"],
		['up sqlite --registry a --load-with b', 'two ways of bringing images'],
		['status --colour', "Unknown option '--colour'"],
	])('"%s" is refused in a sentence', (words, sentence) => {
		expect(() => start().todo(words)).toThrow(sentence)
	})
})
