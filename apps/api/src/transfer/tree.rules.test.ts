import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleParents } from './tree.rules.ts'

test('whatever names whom as its parent, all come in once, parents first, at most five levels down', () => {
	const edge = fc.option(fc.nat({ max: 30 }), { nil: null })
	fc.assert(
		fc.property(fc.array(edge, { maxLength: 25 }), (parents) => {
			const tasks = parents.map((parent, at) => ({
				row: at,
				key: String(at),
				parent: parent === null ? null : String(parent),
				list: null,
				section: null,
				fields: { title: 'x' },
			}))
			const settled = settleParents(tasks)
			expect(settled.tasks.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual(tasks.map(({ row }) => row))
			const depths = new Map<string, number>()
			for (const { key, parent } of settled.tasks) {
				const above = parent === null ? -1 : depths.get(parent)
				expect(above).toBeDefined()
				depths.set(key, (above ?? 0) + 1)
			}
			expect(Math.max(0, ...depths.values())).toBeLessThanOrEqual(5)
		}),
		{ numRuns: 500 },
	)
})

test('a very long chain is settled without running out of stack', () => {
	const tasks = Array.from({ length: 10_000 }, (_, at) => ({
		row: at,
		key: String(at),
		parent: at === 9_999 ? null : String(at + 1),
		list: null,
		section: null,
		fields: { title: 'x' },
	}))
	expect(settleParents(tasks).tasks).toHaveLength(10_000)
})
