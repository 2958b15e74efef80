import { isRecord, toRecord } from '../../../scripts/json.ts'
import type { Cluster } from './cluster.ts'
import type { Run } from './programs.ts'

type Thing = Record<string, unknown>

/** What the cluster says of itself at a failure. `logs`: `pod/container` → its last lines. */
export type Evidence = { pods: readonly Thing[]; events: readonly Thing[]; logs: ReadonlyMap<string, string> }

/** Pods, warnings and the last words of containers that are in trouble. What can't be had is left out. */
export async function gatherEvidence(run: Run, cluster: Cluster): Promise<Evidence> {
	const pods = await list(run, cluster, ['pods', '--selector', 'app=todo-app'])
	const events = await list(run, cluster, ['events', '--field-selector', 'type=Warning', '--sort-by=.lastTimestamp'])
	const logs = new Map<string, string>()
	for (const pod of pods)
		for (const container of listContainers(pod).filter(isInTrouble)) {
			const name = `${nameOf(pod)}/${String(container.name)}`
			const previous = toRecord(container.state, 'waiting').reason === 'CrashLoopBackOff' ? ['--previous'] : []
			const args = ['logs', nameOf(pod), '--container', String(container.name), '--tail=5', ...previous]
			const { code, output } = await run('kubectl', [...cluster.kubectl, ...args])
			if (code === 0 && output.trim()) logs.set(name, output.trim())
		}
	return { pods, events, logs }
}

async function list(run: Run, cluster: Cluster, what: readonly string[]): Promise<Thing[]> {
	const { code, output } = await run('kubectl', [...cluster.kubectl, 'get', ...what, '--output', 'json'])
	if (code !== 0) return []
	const answer: unknown = JSON.parse(output)
	return isRecord(answer) ? toList(answer.items) : []
}

/** The likely causes, in words, the surest first; none where nothing stands out. */
export function explain({ pods, events, logs }: Evidence): string[] {
	const causes = pods.flatMap((pod) => [
		...explainScheduling(pod),
		...listContainers(pod).flatMap((container) => explainContainer(nameOf(pod), container, logs)),
	])
	const told = events.filter((event) => !pods.some((pod) => nameOf(pod) === involved(event)) || isTelling(event))
	return [...new Set([...causes, ...told.toReversed().flatMap(explainEvent)])].slice(0, 6)
}

function explainScheduling(pod: Thing): string[] {
	const conditions = toList(toRecord(pod, 'status').conditions)
	const refused = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')
	if (!refused) return []
	const message = toText(refused.message)
	const what = /Insufficient (cpu|memory)/.exec(message)?.[1]
	if (what)
		return [
			`${nameOf(pod)} finds no node with enough ${what}: give the cluster more, or lower resources.requests. (${message})`,
		]
	return [`${nameOf(pod)} finds no node: ${message}`]
}

function explainContainer(pod: string, container: Thing, logs: Evidence['logs']): string[] {
	const waiting = toRecord(container.state, 'waiting')
	const ended = toRecord(container.lastState, 'terminated').reason
		? toRecord(container.lastState, 'terminated')
		: toRecord(container.state, 'terminated')
	const image = String(container.image)
	const name = `${pod}/${String(container.name)}`
	const words = logs.get(name)
	const said = words ? ` Its last words:\n${words.replaceAll(/^/gm, '    ')}` : ''
	const message = toText(waiting.message)
	switch (waiting.reason) {
		case 'ErrImageNeverPull':
			return [
				`${pod}: the image ${image} isn't on the node, and may not be pulled: build it in Minikube's Docker daemon or load it.`,
			]
		case 'ErrImagePull':
		case 'ImagePullBackOff':
			return [
				`${pod}: the image ${image} can't be pulled: it was never loaded into this cluster, or the registry refuses. (${message})`,
			]
		case 'InvalidImageName':
			return [`${pod}: ${image} is no name of an image.`]
		case 'CreateContainerConfigError':
			return [`${name} can't be made, a Secret or ConfigMap is missing something: ${message}`]
	}
	if (ended.reason === 'OOMKilled')
		return [`${name} wanted more memory than its limit and was ended: raise resources.limits.memory.`]
	if (waiting.reason === 'CrashLoopBackOff' || (ended.exitCode !== undefined && ended.exitCode !== 0))
		return [
			`${name} ended with ${toText(ended.exitCode) || 'an error'}, ${String(container.restartCount)} times.${said}`,
		]
	if (
		container.name === 'migrate' &&
		isRecord(toRecord(container.state, 'running')) &&
		toRecord(container.state, 'running').startedAt
	)
		return [`${name} is still waiting for the database or changing its schema.${said}`]
	if (container.ready === false && toRecord(container.state, 'running').startedAt)
		return [`${name} runs and isn't ready.${said}`]
	return []
}

const telling: Readonly<Record<string, string>> = {
	FailedCreate: 'Pods may not be made',
	FailedMount: 'A volume can’t be mounted',
	FailedAttachVolume: 'A volume can’t be attached',
	ProvisioningFailed: 'No volume can be made for the data: is there a default StorageClass?',
	FailedGetResourceMetric: 'An autoscaler has no figures: install metrics-server',
	Unhealthy: 'A probe fails',
}

const isTelling = (event: Thing): boolean =>
	['FailedMount', 'FailedAttachVolume', 'Unhealthy'].includes(String(event.reason))
const involved = (event: Thing): string => String(toRecord(event, 'involvedObject').name)

function explainEvent(event: Thing): string[] {
	const what = telling[String(event.reason)]
	return what ? [`${what} (${involved(event)}): ${String(event.message)}`] : []
}

/** What a program said that people meet often: a pattern, and what to do. */
const sayings: readonly (readonly [RegExp, string])[] = [
	[
		/another operation .* is in progress/,
		'An installation before was cut off: `npm run todo -- rollback`, or `helm --namespace todo-app uninstall todo-app` where it was the first.',
	],
	[
		/exceeded its progress deadline|timed out waiting/,
		'The pods did not get ready in time; what they say is below, or they are only slow: try again with --timeout 10m.',
	],
	[
		/connection refused|no such host|i\/o timeout/i,
		'The cluster, a registry or Docker can’t be reached: `npm run todo -- doctor` says which.',
	],
	[
		/forbidden|Unauthorized/i,
		'This sign-in may not do that: ask an administrator for rbac.deployers of the chart, or use another context.',
	],
	[/no space left on device/i, 'The disk is full: `docker system prune` frees what Docker no longer needs.'],
	[
		/PodSecurity/i,
		'The namespace refuses pods that are not `restricted`: an extra of yours (extraContainers, extraObjects) is not.',
	],
]

export function explainSaying(text: string): string[] {
	return sayings.filter(([pattern]) => pattern.test(text)).map(([, what]) => what)
}

function isInTrouble(container: Thing): boolean {
	if (container.ready === true || toRecord(container.state, 'terminated').exitCode === 0) return false
	return toRecord(container.state, 'waiting').reason !== 'PodInitializing'
}

function listContainers(pod: Thing): Thing[] {
	const status = toRecord(pod, 'status')
	return [...toList(status.initContainerStatuses), ...toList(status.containerStatuses)]
}

const toText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
const nameOf = (pod: Thing): string => String(toRecord(pod, 'metadata').name)
const toList = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isRecord) : [])
