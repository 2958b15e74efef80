import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toRecord } from '../json.ts'
import { isMain } from '../main.ts'
import { fromRoot } from '../root.ts'
import { listFiles } from '../stamp.ts'
import { mustRender, readManifests } from './render.ts'
import type { Manifest } from './render.ts'
import { listManifestValues, namespace, shapes, type Shape } from './shapes.ts'
import { buildMissingTools } from './tools.ts'

const folder = fromRoot('k8s')

/** The plain manifests of a shape: file → contents, for `kubectl apply -k`. */
export function toPlainFiles(helm: string, shape: Shape): Map<string, string> {
	const files = new Map<string, string>()
	for (const { source, text } of readManifests(mustRender(helm, { shape, values: listManifestValues(shape) })).filter(
		isPlain,
	))
		files.set(source, [...(files.has(source) ? [files.get(source)] : []), `${text}\n`].join('---\n'))
	const names = ['namespace.yaml', ...[...files.keys()].toSorted()]
	files.set('namespace.yaml', toNamespace())
	files.set('kustomization.yaml', toKustomization(shape, names))
	return files
}

/** Hooks are Helm's: `kubectl apply` would start the test pod as part of the product. */
const isPlain = ({ object }: Manifest): boolean =>
	!('helm.sh/hook' in toRecord(toRecord(object, 'metadata'), 'annotations'))

/** Pods of this product pass the strictest of the Pod Security Standards, so nothing less is let in. */
function toNamespace(): string {
	const levels = ['enforce', 'audit', 'warn'].map((mode) => `    pod-security.kubernetes.io/${mode}: restricted\n`)
	return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n  labels:\n${levels.join('')}`
}

function toKustomization(shape: Shape, names: readonly string[]): string {
	return `# Rendered by \`npm run manifests\` from helm/todo-app with values/${shape}.yaml. Don't edit: change the chart.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${namespace}
labels:
  - pairs:
      app.kubernetes.io/managed-by: kustomize
resources:
${names.map((name) => `  - ${name}\n`).join('')}`
}

/** Paths under k8s/ that differ from what the chart renders, lack, or are there without being rendered. */
export function findStaleManifests(helm: string): string[] {
	return shapes.flatMap((shape) => {
		const wanted = toPlainFiles(helm, shape)
		const found = new Set(listFiles(folder, shape).map((path) => path.slice(shape.length + 1)))
		const stale = [...wanted].filter(([name, text]) => !found.has(name) || readPlain(shape, name) !== text)
		return [...stale.map(([name]) => name), ...[...found].filter((name) => !wanted.has(name))].map(
			(name) => `k8s/${shape}/${name}`,
		)
	})
}

const readPlain = (shape: Shape, name: string): string => readFileSync(join(folder, shape, name), 'utf8')

function writeManifests(helm: string): void {
	for (const shape of shapes) {
		rmSync(join(folder, shape), { recursive: true, force: true })
		mkdirSync(join(folder, shape), { recursive: true })
		for (const [name, text] of toPlainFiles(helm, shape)) writeFileSync(join(folder, shape, name), text)
		console.log(`k8s/${shape}: ${readdirSync(join(folder, shape)).length} files`)
	}
}

async function main(): Promise<void> {
	const { helm } = (await buildMissingTools(10 * 60_000)).tools
	if (!helm) throw new Error('Helm 4 is missing: install it, or Go, which builds it.')
	writeManifests(helm)
}

if (isMain(import.meta)) await main()
