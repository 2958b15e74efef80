import { existsSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { isRecord, readJson, requireString, toRecord } from '../json.ts'
import { visitSyntax } from '../syntax.ts'
import { environment } from './rules.ts'

/** What a file reaches: a path in the repository, or the name of a package. */
export type Import = { target: string; line: number; typeOnly: boolean }

/** Every import, re-export, dynamic import and use of the environment in one file. */
export function findImports(root: string, path: string, code: string): Import[] {
	const found: Import[] = []
	const lineAt = (offset: unknown) => code.slice(0, Number(offset)).split('\n').length
	visitSyntax(path, code, (node) => {
		if (isEnvironment(node)) found.push({ target: environment, line: lineAt(node.start), typeOnly: false })
		const source = isRecord(node.source) ? node.source.value : undefined
		if (typeof source !== 'string') return
		const target = resolve(root, path, source)
		found.push({ target, line: lineAt(node.start), typeOnly: isTypeOnly(node) })
		if (/^(node:)?process$/.test(source) && namesEnvironment(node))
			found.push({ target: environment, line: lineAt(node.start), typeOnly: false })
	})
	return found
}

/** `import type …`, `import { type A }` and `typeof import(…)`; a bare `import './x'` runs what it names. */
function isTypeOnly(node: Record<string, unknown>): boolean {
	if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
	const names = Array.isArray(node.specifiers) ? node.specifiers.filter(isRecord) : []
	return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type')
}

/** `process.env`, `process['env']`, `globalThis.process.env` and `const { env } = process`. */
function isEnvironment(node: Record<string, unknown>): boolean {
	if (node.type === 'MemberExpression') {
		const property = isRecord(node.property) ? (node.property.name ?? node.property.value) : undefined
		return property === 'env' && isProcess(node.object)
	}
	return node.type === 'VariableDeclarator' && isProcess(node.init) && JSON.stringify(node.id).includes('"name":"env"')
}

function isProcess(node: unknown): boolean {
	if (!isRecord(node)) return false
	return node.name === 'process' || (isRecord(node.property) && node.property.name === 'process')
}

function namesEnvironment(node: Record<string, unknown>): boolean {
	return Array.isArray(node.specifiers) && JSON.stringify(node.specifiers).includes('"name":"env"')
}

/** Turns what stands between the quotes into a path of the repository, or into the name of a package. */
function resolve(root: string, path: string, source: string): string {
	if (source.startsWith('.')) return posix.join(dirname(path), source)
	if (source.startsWith('#')) return resolveAlias(root, path, source)
	if (source.startsWith('@todo/')) return resolveWorkspace(root, source)
	const parts = source.split('/')
	return source.startsWith('node:') ? source : parts.slice(0, source.startsWith('@') ? 2 : 1).join('/')
}

/** The `imports` of the nearest package.json: `"#ui/*": "./ui/*"`. */
function resolveAlias(root: string, path: string, source: string): string {
	let folder = dirname(path)
	while (folder !== '.' && !existsSync(join(root, folder, 'package.json'))) folder = dirname(folder)
	const aliases = toRecord(readJson(join(root, folder, 'package.json')), 'imports')
	for (const [pattern, target] of Object.entries(aliases)) {
		const start = pattern.replace(/\*$/, '')
		if (typeof target === 'string' && source.startsWith(start))
			return posix.join(folder, target.replace('*', source.slice(start.length)))
	}
	throw new Error(`${path} imports ${source}, which no package.json explains`)
}

function resolveWorkspace(root: string, source: string): string {
	const [, name = '', ...rest] = source.split('/')
	const folder = existsSync(join(root, 'packages', name)) ? `packages/${name}` : `apps/${name}`
	const entries = toRecord(readJson(join(root, folder, 'package.json')), 'exports')
	const entry = rest.length > 0 ? `./${rest.join('/')}` : '.'
	return entry in entries ? posix.join(folder, requireString(entries, entry)) : posix.join(folder, ...rest)
}
