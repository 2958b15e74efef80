import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findCoverage, findUntried } from './requirements.ts'

/** Put together here, so that this file names no requirement itself. */
const id = (number: number) => `APP-${number}`

test('ids are found in every form of title, and nowhere else', () => {
	const folder = mkdtempSync(join(tmpdir(), 'todo-requirements-'))
	mkdirSync(join(folder, 'apps/api'), { recursive: true })
	writeFileSync(
		join(folder, 'apps/api/a.test.ts'),
		`// ${id(1)}
		import { describe, it, test } from 'vitest'
		test('${id(2)}, ${id(3)}: plain', () => { expect('${id(4)}').toBe(1) })
		test.for([1])('${id(5)}: each %s', () => {})
		describe.each(['x'])('${id(6)}: %s', () => { it(\`${id(7)}: \${1}\`, () => {}) })
		other('${id(8)}', () => {})`,
	)
	mkdirSync(join(folder, 'helm/tests'), { recursive: true })
	writeFileSync(
		join(folder, 'helm/tests/a_test.yaml'),
		`suite: ${id(1)}\ntests:\n  - it: "${id(9)}: quoted"\n    set: {a: ${id(1)}}\n  - it: ${id(8)} plain\n`,
	)
	expect([...findCoverage(folder).keys()].toSorted()).toEqual([2, 3, 5, 6, 7, 8, 9].map(id))
	expect(findCoverage(folder).get(id(2))).toEqual([{ path: 'apps/api/a.test.ts', title: `${id(2)}, ${id(3)}: plain` }])
	rmSync(folder, { recursive: true })
})

test('what only tests of the chart name is untried where their programs are missing', () => {
	const found = new Map([
		[id(1), [{ path: 'helm/todo-app/tests/a_test.yaml', title: '' }]],
		[id(2), [{ path: 'scripts/charts/a.test.ts', title: '' }]],
		[id(3), ['scripts/charts/a.test.ts', 'apps/api/a.test.ts'].map((path) => ({ path, title: '' }))],
	])
	expect(findUntried(found, ['helm'])).toEqual([1, 2].map(id))
	expect(findUntried(found, [])).toEqual([])
})
