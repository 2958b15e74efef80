import { toParts, type Day } from './calendar.ts'
import { readRule, type Rule } from './rule.ts'

const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const longWeekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const monthNames = 'January February March April May June July August September October November December'.split(' ')
const unitNames = { HOURLY: 'hour', DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }

/** The rule in words: "every 2 weeks on Mon and Thu, until 1 June 2027". A rule it cannot read is "repeats". */
export function describeRecurrence(text: string): string {
	const rule = readRule(text)
	if (!rule) return 'repeats'
	return describeRhythm(rule) + describeEnd(rule)
}

function describeRhythm(rule: Rule): string {
	const days = rule.byDay.filter((day) => day.nth === 0).map((day) => day.weekday)
	if (rule.freq === 'WEEKLY' && rule.interval === 1 && days.length === rule.byDay.length) {
		const sorted = days.toSorted((a, b) => a - b).join()
		if (sorted === '1,2,3,4,5') return `every weekday${describeMonths(rule)}`
		if (sorted === '0,6') return `every Saturday and Sunday${describeMonths(rule)}`
		if (days.length === 1) return `every ${longWeekdays[days[0] ?? 0] ?? ''}${describeMonths(rule)}`
	}
	const unit = unitNames[rule.freq]
	const every = rule.interval === 1 ? `every ${unit}` : `every ${rule.interval} ${unit}s`
	return every + describeDays(rule)
}

function describeDays(rule: Rule): string {
	const clamped = rule.bySetPos.length > 0 && rule.byDay.length === 0 && rule.byMonthDay.includes(28)
	if (clamped)
		return rule.byMonthDay.includes(31)
			? ' on the last day'
			: ` on the ${describeNth(Math.max(...rule.byMonthDay))} or last day`
	if (rule.byMonth.length === 1 && rule.byMonthDay.length === 1 && rule.byDay.length === 0)
		return ` on ${rule.byMonthDay[0] === -1 ? 'the last day of ' : `${rule.byMonthDay[0]} `}${monthNames[(rule.byMonth[0] ?? 1) - 1] ?? ''}`
	const parts: string[] = []
	const plain = rule.byDay.filter((day) => day.nth === 0).map((day) => weekdayNames[day.weekday] ?? '')
	const numbered = rule.byDay.filter((day) => day.nth !== 0)
	if (rule.byMonthDay.length > 0)
		parts.push(
			` on the ${join(rule.byMonthDay.map(describeNth))}${rule.byMonthDay.every((day) => day < 0) ? ' day' : ''}`,
		)
	if (rule.byYearDay.length > 0) parts.push(` on the ${join(rule.byYearDay.map(describeNth))} day`)
	if (numbered.length > 0)
		parts.push(` on the ${join(numbered.map((day) => `${describeNth(day.nth)} ${longWeekdays[day.weekday] ?? ''}`))}`)
	if (plain.length > 0) parts.push(` on ${describeSetPosition(rule)}${join(plain)}`)
	if (rule.byWeekNo.length > 0) parts.push(` in week ${join(rule.byWeekNo.map(String))}`)
	return parts.join('') + describeMonths(rule)
}

function describeSetPosition(rule: Rule): string {
	return rule.bySetPos.length > 0 ? `the ${join(rule.bySetPos.map(describeNth))} of ` : ''
}

function describeMonths(rule: Rule): string {
	return rule.byMonth.length === 0 ? '' : ` in ${join(rule.byMonth.map((month) => monthNames[month - 1] ?? ''))}`
}

function describeNth(value: number): string {
	if (value === -1) return 'last'
	const size = Math.abs(value)
	const teens = size % 100 >= 11 && size % 100 <= 13
	const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][size % 10] ?? 'th')
	return value < 0 ? `${size}${ending} last` : `${size}${ending}`
}

function join(items: readonly string[]): string {
	return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

function describeEnd(rule: Rule): string {
	if (rule.count !== null) return rule.count === 1 ? ', once more' : `, ${rule.count} times`
	return rule.until === null ? '' : `, until ${describeDay(rule.until)}`
}

function describeDay(day: Day): string {
	const { year, month, day: date } = toParts(day)
	return `${date} ${monthNames[month - 1] ?? ''} ${year}`
}
