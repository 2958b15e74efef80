import { namespace, type Shape } from '../../../scripts/charts/shapes.ts'
import type { Run } from './programs.ts'

export const release = 'todo-app'
export { namespace }

/** Which cluster is meant, by the name kubectl knows it by, and the flags that say so. */
export type Cluster = { context: string; kubectl: readonly string[]; helm: readonly string[] }

const usual: Partial<Record<Shape, string>> = { minikube: 'minikube', 'docker-desktop': 'docker-desktop' }

/**
 * The context that was named; else that of the shape, so that `up minikube` never lands in another cluster; else kubectl's own.
 * @throws {Error} where there is none.
 */
export async function chooseCluster(run: Run, named: string | null, shape: Shape | null): Promise<Cluster> {
	const context = named ?? (shape && usual[shape]) ?? (await readCurrent(run))
	return {
		context,
		kubectl: ['--context', context, '--namespace', namespace],
		helm: ['--kube-context', context, '--namespace', namespace],
	}
}

async function readCurrent(run: Run): Promise<string> {
	const { code, output } = await run('kubectl', ['config', 'current-context'])
	if (code === 0 && output.trim()) return output.trim()
	throw new Error('kubectl knows no cluster: start one (docs/deploy), or name its context by --context.')
}
