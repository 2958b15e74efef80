import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

function ask(...lines: string[]): Record<string, unknown>[] {
	const run = spawnSync(process.execPath, ['scripts/understand.ts'], {
		input: `${lines.join('\n')}\n`,
		encoding: 'utf8',
	})
	expect(run.status).toBe(0)
	return run.stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line))
}

const question = (fields: object): string =>
	JSON.stringify({ id: 1, now: '2026-11-20T10:00:00', time_zone: 'UTC', ...fields })

test('APP-1: npm run understand answers what a sentence means', () => {
	const [answer] = ask(question({ op: 'understand', text: 'call Ann tomorrow at 3pm every week' }))
	expect(answer).toMatchObject({
		id: 1,
		title: 'call Ann',
		due_date: '2026-11-21T15:00',
		recurrence: 'FREQ=WEEKLY',
		repeat_from: 'due',
	})
})

test('it says what comes after completing, and expands rules', () => {
	const [next, list] = ask(
		question({ op: 'complete', text: 'every 2 weeks when done', due: '2026-11-01', done: '2026-11-20' }),
		question({ id: 2, op: 'expand', rule: 'DTSTART:20270101T080000Z\nRRULE:FREQ=DAILY;COUNT=2', limit: 5 }),
	)
	expect(next).toEqual({ id: 1, next_due: '2026-12-04' })
	expect(list).toEqual({ id: 2, occurrences: ['2027-01-01T08:00:00+00:00', '2027-01-02T08:00:00+00:00'] })
})

test('a bad line is answered by an error and the next one is read', () => {
	const answers = ask(
		'{',
		'[]',
		'"x"',
		question({ op: 'dance' }),
		question({ op: 'expand', rule: 'x', limit: 1 }),
		question({ id: 9, op: 'understand', text: 'x' }),
	)
	expect(answers).toHaveLength(6)
	for (const answer of answers.slice(0, 5)) expect(answer).toMatchObject({ error: expect.any(String) })
	expect(answers[5]).toMatchObject({ id: 9, title: 'x' })
})
