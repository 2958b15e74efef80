import type { Release } from '../../../scripts/images/build.ts'
import type { Up } from './arguments.ts'
import { release, type Cluster } from './cluster.ts'
import { chooseTag, planImages, type Way } from './images.ts'
import { secretName, type SecretPlan } from './secrets.ts'
import type { Step } from './steps.ts'

export type Plan = {
	/** Up to the point where what was built can be looked at. */
	before: Step[]
	/** `marks`: an image's name → what tells its content apart. */
	after: (marks: ReadonlyMap<string, string>) => Step[]
}

/** All commands of `up`, in order. */
export function planUp(up: Up, cluster: Cluster, way: Way, built: Release, secrets: SecretPlan): Plan {
	return {
		before: [...planAddons(up, cluster), ...planImages(up, way, built)],
		after: (marks) => [
			{
				say: 'Making the namespace',
				program: 'kubectl',
				args: ['--context', cluster.context, 'apply', '--filename', `k8s/${up.shape}/namespace.yaml`],
			},
			...secrets.steps,
			{
				say: 'Installing the chart',
				program: 'helm',
				args: [
					...cluster.helm,
					'upgrade',
					'--install',
					release,
					'helm/todo-app',
					...toValues(up, way, built, secrets, marks),
				],
			},
			...planWaits(cluster, secrets.hasDatabaseUrl || up.shape === 'sqlite', up.timeout),
		],
	}
}

/** The shape's Ingress needs a controller, its autoscalers metrics; switching them on twice does nothing. */
function planAddons(up: Up, cluster: Cluster): Step[] {
	if (cluster.context !== 'minikube') return []
	const addons = up.shape === 'minikube' || up.shape === 'sqlite' ? ['ingress', 'metrics-server'] : ['metrics-server']
	return addons.map((addon) => ({
		say: `Switching on Minikube's ${addon}`,
		program: 'minikube',
		args: ['--profile', cluster.context, 'addons', 'enable', addon],
	}))
}

function toValues(up: Up, way: Way, built: Release, secrets: SecretPlan, marks: ReadonlyMap<string, string>): string[] {
	const tag = chooseTag(up, way, built)
	const single = [
		`secrets.existingSecret=${secretName}`,
		`secrets.existingSecretHasDatabaseUrl=${secrets.hasDatabaseUrl}`,
		...(way.kind === 'registry' ? [`global.imageRegistry=${way.registry}`] : []),
		...['backend', 'frontend'].flatMap((name) => [
			...(tag ? [`${name}.image.tag=${tag}`] : []),
			// Minikube's shape never pulls, which a registry needs.
			...(way.kind === 'registry' ? [`${name}.image.pullPolicy=IfNotPresent`] : []),
		]),
		...up.set,
	]
	// The tag `latest` says nothing of what is in it: pods are made anew when the content is.
	const words = [...marks].map(([name, mark]) => `${name}.podAnnotations.todo-app/image=${mark}`)
	return [
		...[`helm/todo-app/values/${up.shape}.yaml`, ...up.values].flatMap((file) => ['--values', file]),
		...single.flatMap((value) => ['--set', value]),
		...words.flatMap((value) => ['--set-string', value]),
	]
}

/** By rollout, not by Helm's `--wait`, which would wait for a LoadBalancer's address that may never come. */
export function planWaits(cluster: Cluster, databaseOutside: boolean, timeout: string): Step[] {
	const all = ['deployment/backend', 'deployment/frontend']
	return (databaseOutside ? all : ['statefulset/todo-db', ...all]).map((workload) => ({
		say: `Waiting for ${workload}`,
		program: 'kubectl',
		args: [...cluster.kubectl, 'rollout', 'status', workload, `--timeout=${timeout}`],
	}))
}
