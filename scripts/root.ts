import { dirname, join } from 'node:path'
import { nodeProgram } from './installed.mjs'

/** The repository's folder. */
export const root = dirname(import.meta.dirname)

/** Node 24 as installed with the repository, whatever Node the machine has. */
export const node = nodeProgram(root)

export function fromRoot(...parts: string[]): string {
	return join(root, ...parts)
}
