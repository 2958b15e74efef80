import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rules } from './boundaries/rules.ts'
import { findViolations } from './boundaries.ts'

let copy = ''
beforeEach(() => {
	copy = mkdtempSync(join(tmpdir(), 'todo-boundaries-'))
	for (const workspace of ['packages/contract', 'packages/language', 'apps/api', 'apps/web'])
		cpSync(join(workspace, 'package.json'), write(`${workspace}/package.json`, '{}'))
})
afterEach(() => rmSync(copy, { recursive: true }))

test('the repository keeps its directions', () => {
	expect(findViolations('.')).toEqual([])
})

test.for(rules)('a planted violation is reported: $name', (rule) => {
	const [path, line] = rule.example
	write(path, `// first line\n${line}\n`)
	expect(findViolations(copy).filter((found) => found.startsWith(`${path}:2: ${rule.name}:`))).toHaveLength(1)
})

test.for([
	['packages/contract/src/endpoints.ts', `import type { Task } from './schemas/tasks.ts'`],
	['packages/contract/src/endpoints.ts', `export type { Task } from './schemas/tasks.ts'`],
	['packages/contract/src/endpoints.ts', `export type Task = import('./schemas/tasks.ts').Task`],
	['apps/web/features/tasks/row.tsx', `export { Check } from '#features/tasks/check.tsx'`],
	['apps/web/features/tasks/row.tsx', `import { Button } from '#ui/button.tsx'`],
	['apps/web/lib/api.ts', `import type { Task } from '@todo/contract'`],
	['apps/web/lib/words.ts', `import type { ParsedTask } from '@todo/language'`],
	['apps/web/lib/words.ts', `export const load = () => import('@todo/language/task')`],
	['apps/web/server/main.ts', `export const env = process.env`],
	['apps/api/src/tasks/tasks.test.ts', `import { wire } from '../wire.ts'`],
	['apps/api/src/tasks/tasks.rules.ts', `// import { sql } from 'kysely'`],
	['apps/api/src/tasks/tasks.rules.ts', `export const hint = "import { sql } from 'kysely'; process.env"`],
] as const)('what is allowed is not reported: %s %s', ([path, line]) => {
	write(path, line)
	expect(findViolations(copy)).toEqual([])
})

test.for([
	`export const load = () => import('./schemas/tasks.ts')`,
	`export * from './schemas/tasks.ts'`,
	`import './schemas/tasks.ts'`,
	`import { type Task, task } from './schemas/tasks.ts'`,
])('an import is found in every form: %s', (line) => {
	write('packages/contract/src/endpoints.ts', line)
	expect(findViolations(copy)).toHaveLength(1)
})

test.for([
	`export const a = process['env']`,
	`export const { env } = process`,
	`import { env } from 'node:process'`,
	`export const a = globalThis.process.env`,
])('the environment is found in every form: %s', (line) => {
	write('apps/api/src/wire.ts', line)
	expect(findViolations(copy)).toHaveLength(1)
})

function write(path: string, content: string): string {
	const target = join(copy, path)
	if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true })
	writeFileSync(target, content)
	return target
}
