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

/** Flags that are followed by a value of their own. */
const valued = new Set([
	'-n',
	'--namespace',
	'--context',
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
			if (kind === 'statefulset') objects.add(`pod/${String(metadata['name'])}-0`)
			for (const [key, value] of Object.entries(toRecord(metadata, 'labels'))) labels.add(`${key}=${String(value)}`)
			const pod = toRecord(toRecord(toRecord(object, 'spec'), 'template'), 'spec')
			for (const container of [...toList(pod['containers']), ...toList(pod['initContainers'])].filter(isRecord))
				containers.add(String(container['name']))
		}
	}
	return { objects, containers, labels }
}

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** Why this command of a program for clusters can't work with what the repository brings; null where it can. */
export function explainClusterCommand(root: string, things: ClusterThings, line: string): string | null {
	const [program = '', ...all] = line.split(/\s+/)
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
		...(program === 'helm' ? operands.filter((one) => one.includes('/')) : []),
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
