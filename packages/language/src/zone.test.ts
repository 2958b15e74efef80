import { expect, test } from 'vitest'
import { parseTask } from './index.ts'

const now = '2026-11-20T10:00:00'

const moments: [string, string, string][] = [
	['2027-01-15T09:30Z', 'Europe/Vienna', '2027-01-15T10:30'],
	['2027-07-15T09:30:00.000Z', 'Europe/Vienna', '2027-07-15T11:30'],
	['2027-01-15T09:30+05:30', 'UTC', '2027-01-15T04:00'],
	['2027-01-15T22:00-0800', 'Asia/Tokyo', '2027-01-16T15:00'],
	['2027-01-01T01:00+09', 'America/New_York', '2026-12-31T11:00'],
	['2027-01-15 23:30Z', 'Asia/Kolkata', '2027-01-16T05:00'],
	['tomorrow at 9:00Z', 'Europe/Vienna', '2026-11-21T10:00'],
	['2027-01-15T09:30', 'Asia/Tokyo', '2027-01-15T09:30'],
]

test.each(moments)('APP-1: %s in %s is %s', (text, timeZone, due_date) => {
	expect(parseTask(`join call ${text}`, { now, timeZone })).toMatchObject({ title: 'join call', due_date })
})

test.each(['', 'Nowhere/At_All'])('in the unknown zone "%s" a time stays as written', (timeZone) => {
	expect(parseTask('join call 2027-01-15T09:30Z', { now, timeZone }).due_date).toBe('2027-01-15T09:30')
})
