import { spawnSync } from 'node:child_process'
import { parse } from 'yaml'
import { isRecord, requireString, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'
import { namespace, type Shape } from './shapes.ts'

export const chart = fromRoot('helm/todo-app')

/** What helm said: the manifests, or why there are none. */
export type Rendering = { ok: true; text: string } | { ok: false; reason: string }

export type RenderOptions = {
	shape?: Shape
	/** As `--set` takes them. */
	values?: readonly string[]
	/** More files of values. */
	files?: readonly string[]
	release?: string
}

/** Renders the chart without a cluster. */
export function render(
	helm: string,
	{ shape, values = [], files = [], release = 'todo-app' }: RenderOptions,
): Rendering {
	const shapeFiles = shape ? [`${chart}/values/${shape}.yaml`] : []
	const flags = ['--namespace', namespace, '--kube-version', '1.35.0']
	const given = [
		...[...shapeFiles, ...files].flatMap((file) => ['--values', file]),
		...values.flatMap((value) => ['--set', value]),
	]
	const args = ['template', release, chart, ...flags, ...given]
	const { status, stdout, stderr } = spawnSync(helm, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
	return status === 0 ? { ok: true, text: stdout } : { ok: false, reason: stderr }
}

/** The same, for a chart that must render. @throws {Error} with helm's own words. */
export function mustRender(helm: string, options: RenderOptions): string {
	const rendering = render(helm, options)
	if (!rendering.ok) throw new Error(rendering.reason)
	return rendering.text
}

/** One object of a rendering: where it came from, its text, and what the text says. */
export type Manifest = { source: string; text: string; kind: string; name: string; object: Record<string, unknown> }

/** Takes a rendering apart. Helm 3 and 4 differ in blank lines and order; what is answered here doesn't. */
export function readManifests(rendering: string): Manifest[] {
	return rendering
		.split(/^---$/m)
		.flatMap((part) => {
			const source = /^# Source: todo-app\/templates\/(.+)$/m.exec(part)?.[1] ?? ''
			const text = part.replace(/^# Source: .*$/m, '').trim()
			const object: unknown = parse(text)
			if (!isRecord(object)) return []
			const name = requireString(toRecord(object, 'metadata'), 'name')
			return [{ source, text, kind: requireString(object, 'kind'), name, object }]
		})
		.toSorted((a, b) => compare(`${a.kind} ${a.name}`, `${b.kind} ${b.name}`))
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
