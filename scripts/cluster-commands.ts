import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { isRecord, toRecord } from './json.ts'
import { listFiles } from './stamp.ts'

/** What the documents may name: all that the shapes in `k8s/` bring to a cluster. */
export interface ClusterThings {
	/** `deployment/backend` and so on; a StatefulSet's pods too, as `pod/todo-db-0`. */
	objects: ReadonlySet<string>
	containers: ReadonlySet<string>
	/** `component=backend` and so on. */
	labels: ReadonlySet<string>
}

const programs: Record<string, readonly string[]> = {
	kubectl: [
		'apply',
		'auth',
		'config',
		'create',
		'delete',
		'describe',
		'edit',
		'exec',
		'get',
		'logs',
		'patch',
		'port-forward',
		'rollout',
		'scale',
		'top',
	],
	helm: ['get', 'history', 'install', 'list', 'rollback', 'status', 'test', 'uninstall', 'upgrade'],
	minikube: ['addons', 'image', 'service', 'start', 'status', 'tunnel'],
}

/** Programs that ask a model: the verbs and flags of theirs that were looked up; docs/operations/asking.md says where. */
const asking: Record<string, { verbs: readonly string[]; flags: readonly string[] }> = {
	'kubectl-ai': { verbs: [], flags: ['--extra-prompt-paths', '--kubeconfig', '--quiet'] },
	kagent: { verbs: ['dashboard', 'invoke'], flags: ['--agent', '--task'] },
}

/** Flags that are followed by a value of their own. */
const valued = new Set([
	'-n',
	'--namespace',
	'--context',
	'--kubeconfig',
	'--kube-context',
	'-l',
	'--selector',
	'-c',
	'--container',
	'-f',
	'-k',
	'-o',
	'--set',
	'--values',
])

export function readClusterThings(root: string): ClusterThings {
	const objects = new Set<string>()
	const containers = new Set<string>()
	const labels = new Set<string>()
	for (const path of listFiles(root, 'k8s').filter((name) => name.endsWith('.yaml'))) {
		for (const document of parseAllDocuments(readFileSync(join(root, path), 'utf8'))) {
			const object: unknown = document.toJS()
			const metadata = toRecord(object, 'metadata')
			const kind = isRecord(object) ? String(object['kind']).toLowerCase() : ''
			objects.add(`${kind}/${String(metadata['name'])}`)
			if (kind === 'statefulset') for (const made of listMade(object)) objects.add(made)
			for (const [key, value] of Object.entries(toRecord(metadata, 'labels'))) labels.add(`${key}=${String(value)}`)
			const pod = toRecord(toRecord(toRecord(object, 'spec'), 'template'), 'spec')
			for (const container of [...toList(pod['containers']), ...toList(pod['initContainers'])].filter(isRecord))
				containers.add(String(container['name']))
		}
	}
	return { objects, containers, labels }
}

/** What a StatefulSet makes by itself: its first pod, and that one's claims. */
function listMade(statefulSet: unknown): string[] {
	const pod = `${String(toRecord(statefulSet, 'metadata')['name'])}-0`
	const claims = toList(toRecord(statefulSet, 'spec')['volumeClaimTemplates'])
	return [
		`pod/${pod}`,
		...claims.map((claim) => `persistentvolumeclaim/${String(toRecord(claim, 'metadata')['name'])}-${pod}`),
	]
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Why this command of a program for clusters can't work with what the repository brings; null where it can. */
export function explainClusterCommand(root: string, things: ClusterThings, line: string): string | null {
	const [program = '', ...all] = line.split(/\s+/)
	const asked = asking[program]
	if (asked) return explainAsking(root, asked, line)
	const known = programs[program]
	if (!known) return `${line}: nothing checks ${program}`
	// What comes after `--` runs inside a container.
	const words = all.includes('--') ? all.slice(0, all.indexOf('--')) : all
	const plain = words.filter((word, at) => !word.startsWith('-') && !valued.has(words[at - 1] ?? ''))
	const [verb = '', ...operands] = plain
	if (!known.includes(verb)) return `${line}: nothing checks ${program} ${verb}`
	const valueOf = (...names: string[]) => words.filter((_, at) => names.includes(words[at - 1] ?? ''))
	const files = [
		...valueOf('-f', '-k', '--values'),
		...words.flatMap((word) => /^--from-file=(.+)$/.exec(word)?.[1] ?? []),
		...(program === 'helm' ? operands.filter((one) => one.includes('/') && !one.startsWith('oci://')) : []),
	]
	const missing = files.find((file) => file !== '-' && !existsSync(join(root, file)))
	if (missing !== undefined) return `${line}: there is no ${missing}`
	if (program !== 'kubectl') return null
	const label = valueOf('-l', '--selector')
		.flatMap((selector) => selector.split(','))
		.find((one) => !things.labels.has(one))
	if (label !== undefined) return `${line}: nothing in k8s/ has the label ${label}`
	const container = valueOf('-c', '--container').find((one) => !things.containers.has(one))
	if (container !== undefined) return `${line}: no pod in k8s/ has a container ${container}`
	const object = operands.find((one) => one.includes('/'))
	if (object !== undefined && !things.objects.has(object)) return `${line}: k8s/ has no ${object}`
	const pod = ['exec', 'logs'].includes(verb) && object === undefined ? operands[0] : undefined
	return pod === undefined || things.objects.has(`pod/${pod}`) ? null : `${line}: k8s/ has no pod ${pod}`
}

function explainAsking(root: string, { verbs, flags }: (typeof asking)[string], line: string): string | null {
	const [, ...words] = line.replaceAll(/"[^"]*"/g, '').split(/\s+/)
	const unknown = words.find((word) => word.startsWith('-') && !flags.includes(word))
	if (unknown !== undefined) return `${line}: nobody looked up ${unknown}`
	if (verbs.length > 0 && !verbs.includes(words[0] ?? '')) return `${line}: nobody looked up ${words[0]}`
	const file = words[words.indexOf('--extra-prompt-paths') + 1]
	return !words.includes('--extra-prompt-paths') || (file !== undefined && existsSync(join(root, file)))
		? null
		: `${line}: there is no ${file}`
}
