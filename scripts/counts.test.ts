import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { countCommand, countTests, type Counts } from './counts.ts'
import { fromRoot, node } from './root.ts'

let folder = ''
beforeEach(() => {
	// Inside the repository, so that the planted tests find vitest.
	folder = mkdtempSync(fromRoot('node_modules/.todo-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.for([
	['passing tests', `test('a', () => {}); test('b', () => {})`, 2, 0],
	['a failing test', `test('a', () => {}); test('b', () => { throw new Error('no') })`, 1, 1],
	['a failing beforeAll', `beforeAll(() => { throw new Error('no') }); test('a', () => {}); test('b', () => {})`, 0, 3],
	['a failing afterAll', `afterAll(() => { throw new Error('no') }); test('a', () => {})`, 1, 1],
	['a file that can not be loaded', `import './not-there.ts'; test('a', () => {})`, 0, 1],
	['a file without tests', `export {}`, 0, 1],
	['an error outside of tests', `test('a', () => {}); Promise.reject(new Error('no'))`, 1, 1],
	['a process that crashes', `test('a', () => { process.kill(process.pid, 'SIGKILL') })`, 0, 2],
] as const)('%s', ([, code, passed, failed]) => {
	expect(countPlanted(code)).toMatchObject({ passed, failed })
})

test('a test that did not run is named', () => {
	const counts = countPlanted(`test('a', () => {}); test.runIf(false)('b', () => {})`)
	expect(counts).toEqual({ passed: 1, failed: 0, notes: ['did not run: b'] })
})

test('tests that leave no report failed', () => {
	expect(countTests(join(folder, 'report.json'), 0)).toMatchObject({ passed: 0, failed: 1 })
})

test('a command is one test', () => {
	expect(countCommand(0)).toMatchObject({ passed: 1, failed: 0 })
	expect(countCommand(2)).toMatchObject({ passed: 0, failed: 1 })
})

/** Runs one planted test file as the suites are run. */
function countPlanted(code: string): Counts {
	const report = join(folder, 'report.json')
	writeFileSync(join(folder, 'planted.test.ts'), `import { afterAll, beforeAll, test } from 'vitest'\n${code}\n`)
	writeFileSync(join(folder, 'vitest.config.ts'), `export default { test: { include: ['planted.test.ts'] } }`)
	const flags = ['--root', folder, '--reporter=json', `--outputFile=${report}`]
	const { status } = spawnSync(node, [fromRoot('node_modules/vitest/vitest.mjs'), 'run', ...flags])
	return countTests(report, status ?? 1)
}
