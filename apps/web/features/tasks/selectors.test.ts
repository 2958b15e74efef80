import { expect, test } from 'vitest'
import { isLate, selectToday, selectUpcoming, toDraft } from './selectors.ts'

const now = { clock: '2026-11-20T12:00', today: '2026-11-20', timeZone: 'Europe/Vienna', locale: 'en', hours: 'en' }
const at = new Date('2026-11-20T11:00:00Z')
const due = (id: number, due_date: string, time_zone: string | null = null) =>
	toDraft({ title: 'Call', client_id: `c${id}`, due_date, time_zone }, id, at)

const idsOf = (tasks: { id: number }[]) => tasks.map(({ id }) => id)

test('a time set in another zone is due on the day that the person has at that instant', () => {
	const tasks = [
		due(1, '2026-11-19T20:00', 'America/New_York'),
		due(2, '2026-11-20T20:00', 'America/New_York'),
		due(3, '2026-11-20T03:00', 'Asia/Tokyo'),
		due(4, '2026-11-20T23:00', 'Europe/Vienna'),
		due(5, '2026-11-19'),
	]
	const { overdue, today } = selectToday(tasks, now)
	expect(idsOf(overdue)).toEqual([3, 5])
	expect(idsOf(today)).toEqual([1, 4])
	expect(idsOf(selectUpcoming([due(6, '2026-11-21T03:00'), ...tasks], now)[0]?.tasks ?? [])).toEqual([2, 6])
})

test('a time set in another zone is late from its instant on', () => {
	expect(isLate(due(1, '2026-11-20T11:59', 'America/New_York'), now)).toBe(false)
	expect(isLate(due(2, '2026-11-20T06:01', 'America/New_York'), now)).toBe(false)
	expect(isLate(due(3, '2026-11-20T05:59', 'America/New_York'), now)).toBe(true)
	expect(isLate(due(4, '2026-11-20T19:59', 'Asia/Tokyo'), now)).toBe(true)
	expect(isLate(due(5, '2026-11-20T12:01'), now)).toBe(false)
})
