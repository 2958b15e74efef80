import { join } from 'node:path'
import { createRun, toLine, type Ended, type RunOptions } from '../../apps/cli/src/programs.ts'
import { namespace, type Shape } from '../../scripts/charts/shapes.ts'
import { isRecord } from '../../scripts/json.ts'
import { root } from '../../scripts/root.ts'

export { namespace }

/** What `.ci/run`, or whoever has a cluster, says of it. */
export const settings = {
	/** Where the ingress controller answers from here. */
	ingress: process.env.CLUSTER_INGRESS ?? 'http://127.0.0.1',
	/** Its class. */
	ingressClass: process.env.CLUSTER_INGRESS_CLASS ?? '',
	/** The same for https; empty: not tried. */
	ingressTls: process.env.CLUSTER_INGRESS_TLS ?? '',
	/** Class of gateways, and the port that one of that class listens on behind `ingress`; empty: not tried. */
	gatewayClass: process.env.CLUSTER_GATEWAY_CLASS ?? '',
	gatewayPort: process.env.CLUSTER_GATEWAY_PORT ?? '80',
	/** A file of values after every other, for a small cluster. */
	values: process.env.CLUSTER_VALUES ?? '',
	/** How images come in, as `todo up --load-with` takes it; empty: they are there. */
	loadWith: process.env.CLUSTER_LOAD_WITH ?? '',
	/** What `docker build` is told beside the usual. */
	buildArguments: (process.env.CLUSTER_BUILD ?? '').split(' ').filter(Boolean),
} as const

/** Under which name the page is asked for. */
export const host = 'todo.local'

/** Runs a program, where failing is an outcome. */
export const run = createRun(root, process.env)

/** Runs a program, and answers what it said. @throws {Error} with its own words where it fails. */
export async function must(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
	const { code, output, errors } = await run(program, args, options)
	if (code === 0) return output
	throw new Error(`${toLine(program, args)} ended with ${code}\n${(errors || output).slice(-4000)}`)
}

/** kubectl in the product's namespace. */
export const kubectl = (...args: string[]): Promise<string> => must('kubectl', ['--namespace', namespace, ...args])

/** The same, where failing is an outcome. */
export const tryKubectl = (...args: string[]): Promise<Ended> => run('kubectl', ['--namespace', namespace, ...args])

/** Applies objects as they are. */
export async function apply(...objects: readonly object[]): Promise<void> {
	const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
	await must('kubectl', ['--namespace', namespace, 'apply', '--filename', '-'], { input })
}

export const helm = (...args: string[]): Promise<string> => must('helm', ['--namespace', namespace, ...args])

/** An object of the cluster, or a list of them. */
export async function read(...what: string[]): Promise<Record<string, unknown>> {
	const answer: unknown = JSON.parse(await kubectl('get', ...what, '--output', 'json'))
	if (!isRecord(answer)) throw new Error(`kubectl get ${what.join(' ')} answered no object`)
	return answer
}

export type Pod = { name: string; uid: string; ip: string; isReady: boolean; restarts: number; containerId: string }

/** The pods of a component that are not on their way out. */
export async function listPods(component: string): Promise<Pod[]> {
	const { items } = await read('pods', '--selector', `app=todo-app,component=${component}`)
	return (Array.isArray(items) ? items : [])
		.filter((item) => !item.metadata.deletionTimestamp)
		.map((item) => ({
			name: item.metadata.name,
			uid: item.metadata.uid,
			ip: item.status.podIP ?? '',
			isReady:
				item.status.conditions?.some(
					(one: { type: string; status: string }) => one.type === 'Ready' && one.status === 'True',
				) ?? false,
			restarts: item.status.containerStatuses?.[0]?.restartCount ?? 0,
			containerId: item.status.containerStatuses?.[0]?.containerID ?? '',
		}))
}

/** Waits until something holds, looking again every `everyMs`; answers how many milliseconds that took. */
export async function until(
	what: string,
	holds: () => Promise<boolean>,
	withinMs: number,
	everyMs = 250,
): Promise<number> {
	const start = performance.now()
	for (;;) {
		if (await holds()) return performance.now() - start
		if (performance.now() - start > withinMs) throw new Error(`${what}: not within ${withinMs / 1000} s`)
		await new Promise((resolve) => setTimeout(resolve, everyMs))
	}
}

/** `npm run todo -- …` as a person would run it; `env`: secrets are given there; `folder`: of another release. */
export function todo(args: readonly string[], { env = {}, folder = root }: TodoOptions = {}): Promise<Ended> {
	return run(process.execPath, [join(folder, 'apps/cli/src/main.ts'), ...args], { env })
}

export type TodoOptions = { env?: Readonly<Record<string, string>>; folder?: string }

/** What docs/deploy/production.md leaves to the operator; there is no cert-manager here, and prometheus-adapter in one test alone. */
const production = [
	`ingress.host=${host}`,
	'tls.mode=self-signed',
	'backend.autoscaling.requestRate.enabled=false',
	'frontend.autoscaling.requestRate.enabled=false',
]

/** What every shape is given here: an Ingress to be asked by, and what this cluster wants. */
export function listValues(shape: Shape): string[] {
	const file = settings.values ? ['--values', settings.values] : []
	const ingress = ['ingress.enabled=true', `ingress.className=${settings.ingressClass}`]
	const more = shape === 'production' ? production : []
	return [...file, ...[...ingress, ...more].flatMap((value) => ['--set', value])]
}

/** From nothing to a passed smoke test, from images that are there; answers the seconds it took. @throws {Error} with all it said. */
export async function bringUp(shape: Shape, set: readonly string[] = [], options: TodoOptions = {}): Promise<number> {
	const start = performance.now()
	const more = set.flatMap((value) => ['--set', value])
	const context = (await must('kubectl', ['config', 'current-context'])).trim()
	const args = ['up', shape, '--context', context, '--no-build', ...listValues(shape), ...more]
	const { code, output, errors } = await todo(args, options)
	if (code !== 0) throw new Error(`up ${shape} ended with ${code}\n${output}${errors}`)
	return (performance.now() - start) / 1000
}

/** Takes everything away, data too. */
export async function takeDown(): Promise<void> {
	const { code, output, errors } = await todo(['down', '--data', '--yes'])
	if (code !== 0) throw new Error(`down ended with ${code}\n${output}${errors}`)
}
