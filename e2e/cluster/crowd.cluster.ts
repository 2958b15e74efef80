import { afterAll, describe, expect, test } from 'vitest'
import { count, milliseconds, note } from './figures.ts'
import { signUp } from './people.ts'
import { bringUp, takeDown } from './stage.ts'
import { readPercentile, startTraffic, type Outcome } from './traffic.ts'

const chapter = 'A hundred people at once'
const settings = [
	{ people: 10, minutes: 0.5 },
	{ people: 100, minutes: 2 },
]

/** Each thinks for a second between an answer and the next question. */
const thinkMs = 1000

describe.each(['in-cluster-postgres', 'sqlite'] as const)('%s', (shape) => {
	afterAll(takeDown)

	test(`OPS-8: a hundred people on ${shape} get every answer; the figures say how much later than ten`, async () => {
		await takeDown()
		await bringUp(shape)
		const tokens = await signUp(100, 'crowd')
		const outcomes: Outcome[] = []
		for (const { people, minutes } of settings) {
			const traffic = startTraffic({ tokens: tokens.slice(0, people), thinkMs })
			await new Promise((resolve) => setTimeout(resolve, minutes * 60_000))
			outcomes.push(await traffic.stop())
		}
		const [few, many] = outcomes.map(({ latencies }) => readPercentile(latencies, 0.95))
		const all = outcomes[1]
		if (few === undefined || many === undefined || !all) throw new Error('two runs are wanted')
		note(
			chapter,
			`${shape}: 100 people, two minutes: requests, of which failed`,
			`${count(all.requests)}, ${all.failures.length}`,
		)
		note(
			chapter,
			`${shape}: 95 of 100 answers within, for 10 and for 100 people`,
			`${milliseconds(few)}, ${milliseconds(many)} (${(many / few).toFixed(2)} times)`,
		)
		expect(all.failures).toEqual([])
	}, 600_000)
})
