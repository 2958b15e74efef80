import { isRealDate } from './calendar.ts'
import { hasAnyDay } from './rule-days.ts'
import { formatRule, readRule, weekdayCodes } from './rule.ts'

export type RecurrenceCheck = { ok: true; rule: string } | { ok: false; reason: string }

const limits: ReadonlyMap<string, { from: number; to: number; negative: boolean; most: number }> = new Map([
	['INTERVAL', { from: 1, to: 1_000, negative: false, most: 1 }],
	['COUNT', { from: 1, to: 10_000, negative: false, most: 1 }],
	['BYMONTH', { from: 1, to: 12, negative: false, most: 12 }],
	['BYMONTHDAY', { from: 1, to: 31, negative: true, most: 62 }],
	['BYYEARDAY', { from: 1, to: 366, negative: true, most: 366 }],
	['BYWEEKNO', { from: 1, to: 53, negative: true, most: 106 }],
	['BYSETPOS', { from: 1, to: 366, negative: true, most: 31 }],
])

const refuse = (reason: string): RecurrenceCheck => ({ ok: false, reason })

/**
 * Whether a text is an RRULE (RFC 5545 §3.3.10) this product keeps: hourly to yearly, its time of day taken from the due
 * date, and at least one day that fits it in the whole calendar. Answers it in a fixed order of parts.
 */
export function validateRecurrence(text: string): RecurrenceCheck {
	if (text.length > 2_000) return refuse('The rule is too long.')
	const parts = new Map<string, string>()
	for (const part of text
		.trim()
		.replace(/^RRULE:/i, '')
		.replace(/;$/, '')
		.split(';')) {
		const [name = '', value = '', ...rest] = part.toUpperCase().split('=')
		if (!/^[A-Z]+$/.test(name) || value === '' || rest.length > 0)
			return refuse('The rule is not of the form NAME=VALUE;….')
		if (parts.has(name)) return refuse(`${name} stands there twice.`)
		parts.set(name, value)
	}
	const problem = findProblem(parts)
	if (problem !== null) return refuse(problem)
	const rule = readRule(text.trim())
	if (!rule) return refuse('FREQ must be HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY.')
	const weekStart = parts.get('WKST')
	const weekStartsOn = weekdayCodes.findIndex((code) => code === (weekStart ?? 'MO'))
	if (!hasAnyDay(rule, weekStartsOn)) return refuse('No day fits this rule.')
	const kept = weekStart !== undefined && weekStart !== 'MO' ? `;WKST=${weekStart}` : ''
	const until = /T\d{6}Z?$/.exec(parts.get('UNTIL') ?? '')?.[0] ?? ''
	return { ok: true, rule: formatRule(rule).replace(/(UNTIL=\d{8})/, `$1${until}`) + kept }
}

function findProblem(parts: ReadonlyMap<string, string>): string | null {
	const freq = parts.get('FREQ')
	if (freq === undefined) return 'FREQ is missing.'
	if (!['HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(freq))
		return 'FREQ must be HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY.'
	for (const [name, value] of parts) {
		const problem = findValueProblem(name, value)
		if (problem !== null) return problem
	}
	if (parts.has('COUNT') && parts.has('UNTIL')) return 'COUNT and UNTIL exclude each other.'
	return findMisfit(freq, parts)
}

function findValueProblem(name: string, value: string): string | null {
	if (name === 'FREQ') return null
	if (name === 'WKST') return /^(?:SU|MO|TU|WE|TH|FR|SA)$/.test(value) ? null : 'WKST is no weekday.'
	if (name === 'UNTIL') return isUntil(value) ? null : 'UNTIL is no date.'
	if (name === 'BYDAY') return isDayList(value) ? null : 'BYDAY is no list of weekdays.'
	if (['BYHOUR', 'BYMINUTE', 'BYSECOND'].includes(name)) return `${name} is not kept: the due date has the time.`
	const limit = limits.get(name)
	if (!limit) return `${name} is not understood.`
	const values = value.split(',')
	const fits = values.every((item) => {
		if (!/^[+-]?\d{1,5}$/.test(item)) return false
		const size = Math.abs(Number(item))
		return size >= limit.from && size <= limit.to && (limit.negative || Number(item) > 0)
	})
	return fits && values.length <= limit.most ? null : `${name} is out of range.`
}

function isUntil(value: string): boolean {
	const match = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?$/.exec(value)
	return match !== null && isRealDate(Number(match[1]), Number(match[2]), Number(match[3]))
}

function isDayList(value: string): boolean {
	const days = value.split(',')
	return (
		days.length <= 60 && days.every((day) => /^(?:[+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(?:SU|MO|TU|WE|TH|FR|SA)$/.test(day))
	)
}

/** Parts that RFC 5545 forbids beside a frequency, and those this product gives no meaning to. */
function findMisfit(freq: string, parts: ReadonlyMap<string, string>): string | null {
	const nth = /\d/.test(parts.get('BYDAY') ?? '')
	const names = [...parts.keys()].filter((name) => name.startsWith('BY'))
	if (freq === 'HOURLY' && names.length > 0) return 'HOURLY takes no BY… parts.'
	if (nth && freq !== 'MONTHLY' && freq !== 'YEARLY') return 'A numbered weekday needs MONTHLY or YEARLY.'
	if (nth && parts.has('BYWEEKNO')) return 'A numbered weekday and BYWEEKNO exclude each other.'
	if (parts.has('BYWEEKNO') && freq !== 'YEARLY') return 'BYWEEKNO needs YEARLY.'
	if (parts.has('BYYEARDAY') && freq !== 'YEARLY') return 'BYYEARDAY needs YEARLY.'
	if (parts.has('BYMONTHDAY') && freq === 'WEEKLY') return 'BYMONTHDAY does not go with WEEKLY.'
	if (parts.has('BYSETPOS') && names.length < 2) return 'BYSETPOS needs another BY… part.'
	return null
}

/** The rule after one more completion: COUNT one less, null when that was the last. */
export function advanceRecurrence(rule: string): string | null {
	const count = /(?:^|;)COUNT=(\d{1,9})/i.exec(rule)?.[1]
	if (count === undefined) return rule
	return Number(count) <= 1 ? null : rule.replace(/COUNT=\d+/i, `COUNT=${Number(count) - 1}`)
}
