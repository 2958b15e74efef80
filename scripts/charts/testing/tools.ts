import { spawnSync } from 'node:child_process'
import type { ToolName, Tools } from '../tools.ts'

/** What the run's setup found; a test of a program that is missing doesn't run, and says so by its name. */
export const tools = JSON.parse(process.env['CHART_TOOLS'] ?? '{}') as Partial<Tools>

export const has = (...names: ToolName[]): boolean => names.every((name) => tools[name])

export function requireTool(name: ToolName): string {
	const path = tools[name]
	if (!path) throw new Error(`${name} is missing`)
	return path
}

/** Runs a program to its end; what it said, errors and all. */
export function runTool(path: string, args: readonly string[], input = ''): { code: number | null; output: string } {
	const { status, stdout, stderr, error } = spawnSync(path, args, {
		encoding: 'utf8',
		input,
		maxBuffer: 64 * 1024 * 1024,
	})
	return { code: status, output: `${stdout ?? ''}${stderr ?? ''}${error ? String(error) : ''}` }
}
