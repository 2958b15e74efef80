import { dirname, join } from 'node:path'
import { nodeProgram } from './installed.mjs'

/** The repository's folder. */
export const root = dirname(import.meta.dirname)

/** Node 24 as installed with the repository, whatever Node the machine has. */
export const node = nodeProgram(root)

/**
 * How Node runs both services in containers, where memory is what counts: V8's nursery at 4 MB instead of 16, and one helper
 * thread instead of four. Elsewhere Node runs as it is, for the speed (docs/figures.md).
 */
export const nodeFlags = ['--max-semi-space-size=4', '--v8-pool-size=1']

export function fromRoot(...parts: string[]): string {
	return join(root, ...parts)
}
