import type { Operation } from './handle.ts'

/** The methods that a path does have, for the answer to one that it doesn't. */
export function createMethodFinder(operations: readonly Operation[]): (path: string) => string[] {
	let known: { pattern: RegExp; method: string }[] = []
	return (path) => {
		if (known.length !== operations.length)
			known = operations.map(({ endpoint }) => ({ pattern: toPattern(endpoint.path), method: endpoint.method }))
		const plain = path.replace(/(.)\/$/, '$1')
		return [...new Set(known.filter(({ pattern }) => pattern.test(plain)).map(({ method }) => method))]
	}
}

const toPattern = (template: string) =>
	new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\w+\}/g, '[^/]+')}$`)
