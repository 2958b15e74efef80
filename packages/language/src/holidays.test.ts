import { expect, test } from 'vitest'
import { parseTask } from './index.ts'

/** A Friday, ten in the morning. */
const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna' }

const holidays: [string, string][] = [
	['easter 2025', '2025-04-20'],
	['good friday 2025', '2025-04-18'],
	['orthodox easter 2024', '2024-05-05'],
	['black friday 2025', '2025-11-28'],
	['memorial day 2025', '2025-05-26'],
	['chinese new year 2025', '2025-01-29'],
	['rosh hashanah 2025', '2025-09-23'],
	['hanukkah 2025', '2025-12-15'],
	['purim 2024', '2024-03-24'],
	['diwali 2024', '2024-10-31'],
	['diwali 2025', '2025-10-20'],
	['holi 2024', '2024-03-25'],
	['maha shivaratri 2025', '2025-02-26'],
	['nowruz 2025', '2025-03-21'],
]

test.each(holidays)('%s is %s', (text, due) => {
	expect(parseTask(text, context).due_date).toBe(due)
})
