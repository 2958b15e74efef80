import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCommands } from './commands.ts'
import { namespace } from './charts/shapes.ts'

/** What docs/operations/asking.md relies on, as it stands there. */
export interface Asking {
	/** `labels` → the labels named, and so on: the rows of the page's table of names. */
	names: ReadonlyMap<string, readonly string[]>
	/** Everything else that the page's questions and warnings, and the facts for the model, write as a name. */
	used: readonly string[]
	/** The commands that look at the product, as lists of words without `kubectl`. */
	readings: readonly (readonly string[])[]
}

/** Where the page and what it hands out are. */
export const askingPage = 'docs/operations/asking.md'
export const askingFolder = 'docs/operations/asking'

/** Events of Kubernetes that a model is told to look for; e2e/cluster/asking.cluster.ts makes each happen. */
export const eventReasons = [
	'Scheduled',
	'Created',
	'Started',
	'Killing',
	'ScalingReplicaSet',
	'SuccessfulCreate',
	'Unhealthy',
	'BackOff',
	'Failed',
	'FailedScheduling',
	'FailedMount',
	'FailedCreate',
	'FailedGetResourceMetric',
] as const

export function readAsking(root: string): Asking {
	const page = readFileSync(join(root, askingPage), 'utf8')
	const facts = readFileSync(join(root, askingFolder, 'facts.md'), 'utf8')
	return parseAsking(page, facts)
}

const naming = '\n## What they find\n'
/** What comes after it: rights, installation and sources name what is not of this product. */
const end = '\n## When you are done\n'

/** @throws {Error} where the page has no table of names. */
export function parseAsking(page: string, facts: string): Asking {
	const about = page.split(naming)[1]?.split(end)[0]
	if (about === undefined) throw new Error(`${askingPage} has no part "${naming.trim()}"`)
	const naked = about.replaceAll(/^```.*?^```/gms, '')
	const [table = ''] = naked.split('\n## ')
	const rows = [...table.matchAll(/^\| ([^|]+) \|([^|]+)\|$/gm)]
	const rest = rows.reduce((text, [row]) => text.replace(row, ''), naked)
	return {
		names: new Map(rows.map(([, kind = '', list = '']) => [kind, readCodes(list)])),
		used: [...new Set([...readCodes(rest), ...readCodes(facts)])],
		readings: readCommands(page)
			.flatMap(({ lines }) => lines)
			.map((line) => line.split(/\s+/))
			.filter(isReading)
			.map((words) => words.slice(1)),
	}
}

const readCodes = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

function isReading([program, flag, where, verb, more]: readonly string[]): boolean {
	if (program !== 'kubectl' || flag !== '-n' || where !== namespace) return false
	return ['get', 'describe', 'logs'].includes(verb ?? '') || (verb === 'rollout' && more === 'history')
}

/** One thing that a Role must allow. */
export type Right = { verb: string; group: string; resource: string }

const groups: Readonly<Record<string, string>> = {
	pods: '',
	'pods/log': '',
	services: '',
	events: '',
	configmaps: '',
	persistentvolumeclaims: '',
	deployments: 'apps',
	replicasets: 'apps',
	statefulsets: 'apps',
	horizontalpodautoscalers: 'autoscaling',
	poddisruptionbudgets: 'policy',
	ingresses: 'networking.k8s.io',
	networkpolicies: 'networking.k8s.io',
	endpointslices: 'discovery.k8s.io',
}

/** What kubectl asks the API server for. @throws {Error} for a resource that nothing here knows. */
export function listRights([, , verb = '', ...operands]: readonly string[]): Right[] {
	const toRight = (action: string, resource: string): Right => {
		const group = groups[resource]
		if (group === undefined) throw new Error(`nothing here knows the resource ${resource}`)
		return { verb: action, group, resource }
	}
	const named = operands.find((word) => word.includes('/') && !word.startsWith('-'))
	const kinds = named
		? [toPlural(named.split('/')[0] ?? '')]
		: verb === 'logs'
			? ['pods']
			: (operands[0] ?? '').split(',').map(toPlural)
	const shown = kinds.map((kind) => toRight(named ? 'get' : 'list', kind))
	if (verb === 'describe')
		return [...shown, ...kinds.map((kind) => toRight('get', kind)), toRight('list', 'events'), toRight('list', 'pods')]
	if (verb === 'logs') return [...shown, toRight('list', 'pods'), toRight('get', 'pods'), toRight('get', 'pods/log')]
	return verb === 'rollout' ? [...shown, toRight('list', 'replicasets')] : shown
}

const toPlural = (kind: string): string =>
	kind in groups ? kind : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}${kind.endsWith('s') ? 'es' : 's'}`
