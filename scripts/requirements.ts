import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findTools, toolNames } from './charts/tools.ts'
import { isRecord, readJson } from './json.ts'
import { isMain } from './main.ts'
import { root } from './root.ts'
import { listFiles, listTests } from './stamp.ts'
import { visitSyntax, type SyntaxNode } from './syntax.ts'

const chartIds = Array.from({ length: 24 }, (_, index) => `K8S-${index + 1}`)

const imageIds = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `IMG-${number}`)

/** What is built so far; each of these must be named by a test. */
const covered = [
	'APP-1',
	'APP-2',
	'APP-3',
	'APP-4',
	'APP-5',
	'APP-7',
	'APP-8',
	'APP-9',
	'APP-10',
	...imageIds,
	...chartIds,
	'OPS-8',
	'OPS-9',
]

const folders = ['apps', 'packages', 'e2e', 'scripts', 'bench']
/** A test in a suite of helm-unittest. */
const chartTitle = /^\s+- it: "?(.+?)"?$/gm
const pattern = /\b(?:APP|IMG|K8S|OPS)-\d+\b/g

type Title = { path: string; title: string }

/** Requirement id → the tests whose titles, or whose groups' titles, name it. */
export function findCoverage(folder: string): Map<string, Title[]> {
	const found = new Map<string, Title[]>()
	for (const path of folders.flatMap((start) => listTests(folder, start))) {
		visitSyntax(path, readFileSync(join(folder, path), 'utf8'), (node) => {
			const title = toTitle(node)
			for (const id of new Set(title?.match(pattern)))
				found.set(id, [...(found.get(id) ?? []), { path, title: title ?? '' }])
		})
	}
	for (const path of listFiles(folder, 'helm').filter((name) => name.endsWith('_test.yaml'))) {
		for (const [, title = ''] of readFileSync(join(folder, path), 'utf8').matchAll(chartTitle))
			for (const id of new Set(title.match(pattern))) found.set(id, [...(found.get(id) ?? []), { path, title }])
	}
	return found
}

/** The title of `test('…')`, `describe('…')`, `test.for(…)('…')` and their like; null for any other node. */
function toTitle(node: SyntaxNode): string | null {
	if (node.type !== 'CallExpression' || !Array.isArray(node.arguments) || !isTestFunction(node.callee)) return null
	const [first] = node.arguments.filter(isRecord)
	if (typeof first?.value === 'string') return first.value
	if (first?.type !== 'TemplateLiteral' || !Array.isArray(first.quasis)) return null
	return first.quasis.map((part) => (isRecord(part) && isRecord(part.value) ? String(part.value.cooked) : '')).join('…')
}

function isTestFunction(callee: unknown): boolean {
	if (!isRecord(callee)) return false
	if (callee.type === 'Identifier') return ['test', 'it', 'describe'].includes(String(callee.name))
	return isTestFunction(callee.type === 'CallExpression' ? callee.callee : callee.object)
}

/**
 * What only tests name that this machine can't run for want of the charts' programs: id → a test's title stands for it all the
 * same, so that it is said here.
 */
export function findUntried(found: ReadonlyMap<string, readonly Title[]>, missing: readonly string[]): string[] {
	if (missing.length === 0) return []
	const isOfChart = ({ path }: Title) => path.startsWith('scripts/charts/') || path.startsWith('helm/')
	return [...found].filter(([, titles]) => titles.every(isOfChart)).map(([id]) => id)
}

function main(): void {
	const titles = readJson(join(root, 'docs/requirements.json'))
	if (!isRecord(titles)) throw new Error('docs/requirements.json must be an object')
	const found = findCoverage(root)
	const flag = process.argv.indexOf('--covered')
	if (flag === -1) print(titles, found)
	const wanted = flag === -1 ? [] : (process.argv[flag + 1]?.split(',') ?? covered)
	const complaints = [
		...wanted.filter((id) => !found.has(id)).map((id) => `${id} (${String(titles[id])}) is named by no test`),
		...[...found.keys()].filter((id) => !(id in titles)).map((id) => `${id} is named by a test and is no requirement`),
	]
	const tools = findTools()
	const missing = toolNames.filter((name) => tools[name] === null)
	const untried = findUntried(found, missing)
	if (untried.length > 0)
		console.log(
			`Missing here: ${missing.join(', ')}. Tests that need them don't run on this machine, so these may be untried: ${untried.join(', ')}`,
		)
	for (const complaint of complaints) console.error(complaint)
	if (complaints.length > 0) process.exitCode = 1
}

function print(titles: Record<string, unknown>, found: Map<string, Title[]>): void {
	for (const [id, title] of Object.entries(titles)) {
		console.log(`${id}  ${String(title)}`)
		for (const test of found.get(id) ?? []) console.log(`    ${test.path}: ${test.title}`)
	}
}

if (isMain(import.meta)) main()
