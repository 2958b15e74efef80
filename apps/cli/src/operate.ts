import type { Command } from './arguments.ts'
import { namespace, release, type Cluster } from './cluster.ts'
import { planWaits } from './plan.ts'
import type { Step } from './steps.ts'

/** What is only looked at: `status` and `logs`. */
export function planLook(command: Extract<Command, { verb: 'status' | 'logs' }>, cluster: Cluster): Step[] {
	if (command.verb === 'status')
		return [
			{ say: 'The release', program: 'helm', args: [...cluster.helm, 'history', release, '--max', '5'], show: true },
			{
				say: 'What runs',
				program: 'kubectl',
				args: [
					...cluster.kubectl,
					'get',
					'pods,services,ingresses,horizontalpodautoscalers,persistentvolumeclaims',
					'--output',
					'wide',
				],
				show: true,
			},
		]
	const selector = command.component ? `app=todo-app,component=${command.component}` : 'app=todo-app'
	const args = ['logs', '--selector', selector, '--all-containers', '--prefix', '--tail=100', '--max-log-requests=50']
	return [
		{
			say: 'The logs',
			program: 'kubectl',
			args: [...cluster.kubectl, ...args, ...(command.follow ? ['--follow'] : [])],
			show: true,
		},
	]
}

export type RollbackOptions = { revision: string | null; timeout: string; databaseOutside: boolean }

export function planRollback(cluster: Cluster, { revision, timeout, databaseOutside }: RollbackOptions): Step[] {
	const args = [...cluster.helm, 'rollback', release, ...(revision ? [revision] : [])]
	return [{ say: 'Going back', program: 'helm', args }, ...planWaits(cluster, databaseOutside, timeout)]
}

/** Without `data` volumes and secrets stay, and the next `up` finds them. */
export function planDown(cluster: Cluster, data: boolean): Step[] {
	const uninstall = [...cluster.helm, 'uninstall', release, '--ignore-not-found']
	const steps: Step[] = [{ say: 'Taking the release away', program: 'helm', args: uninstall }]
	if (!data) return steps
	const args = ['--context', cluster.context, 'delete', 'namespace', namespace, '--ignore-not-found']
	return [...steps, { say: 'Deleting the namespace with volumes and secrets', program: 'kubectl', args }]
}
