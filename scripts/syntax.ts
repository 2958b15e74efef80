import { parseAst } from 'rolldown/parseAst'
import { isRecord } from './json.ts'

/** A node of the syntax tree, as ESTree describes it. */
export type SyntaxNode = Record<string, unknown>

/** Calls `look` with every node of a TypeScript file. */
export function visitSyntax(path: string, code: string, look: (node: SyntaxNode) => void): void {
	visit(parseAst(code, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path), look)
}

function visit(value: unknown, look: (node: SyntaxNode) => void): void {
	if (Array.isArray(value)) for (const item of value) visit(item, look)
	if (!isRecord(value)) return
	if (typeof value.type === 'string') look(value)
	for (const child of Object.values(value)) if (typeof child === 'object') visit(child, look)
}
