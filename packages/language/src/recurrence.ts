/** Second entry, `@todo/language/recurrence`: what needs a full RFC 5545 engine and so stays out of the page. */
import { RRuleTemporal } from 'rrule-temporal'
import { addMonths, formatDue, readLocal, type Day } from './calendar.ts'
import { isListed, nextListedDay } from './next-listed.ts'
import { nextPositionedDay, withDaysOf } from './next-position.ts'
import { createDayFilter, hasAnyDay } from './rule-days.ts'
import { hasDays, readRule, weekdayCodes, type Rule } from './rule.ts'
import type { RepeatFrom } from './types.ts'

export { advanceRecurrence, validateRecurrence, type RecurrenceCheck } from './rule-check.ts'

export interface NextDue {
	/** RRULE; its COUNT is what is left, the occurrence just finished included. */
	recurrence: string
	/** `YYYY-MM-DD` or local `YYYY-MM-DDTHH:MM`. */
	due_date: string
	repeat_from: RepeatFrom
	/** The person's wall clock, `YYYY-MM-DD` or longer. */
	completed_at: string
	/** Due dates are wall-clock times, so the zone does not enter; callers have it at hand all the same. */
	timeZone: string
}

/** Beyond so many steps a rule is taken to have no further occurrence. */
const maximumSteps = 5_000

/**
 * The due date after completing: the first occurrence after both the due day and the day of completion, so that missed
 * ones do not pile up; in the form of `due_date`, at the same wall-clock time. Null when the series has ended.
 */
export function nextDue({ recurrence, due_date, repeat_from, completed_at }: NextDue): string | null {
	const rule = readRule(recurrence)
	const due = readLocal(due_date)
	const done = readLocal(completed_at)
	if (!rule || !due || !done || (rule.count !== null && rule.count <= 1)) return null
	if (rule.freq === 'HOURLY' && due.minutes !== null) return nextHour(rule, due.day, due.minutes, repeat_from, done)
	const start = repeat_from === 'completion' ? done.day : due.day
	const after = repeat_from === 'completion' ? done.day : Math.max(due.day, done.day)
	const next = nextDay(rule, recurrence, start, after)
	if (next === null || (rule.until !== null && next > rule.until)) return null
	return formatDue(next, due.minutes)
}

function nextHour(
	rule: Rule,
	day: Day,
	minutes: number,
	from: RepeatFrom,
	done: { day: Day; minutes: number | null },
): string | null {
	const due = day * 1440 + minutes
	const completed = done.day * 1440 + (done.minutes ?? 0)
	const step = rule.interval * 60
	const start = from === 'completion' ? completed : due
	const steps = Math.max(1, Math.floor((completed - start) / step) + 1)
	const next = start + steps * step
	const nextOn = Math.floor(next / 1440)
	return rule.until !== null && nextOn > rule.until ? null : formatDue(nextOn, next - nextOn * 1440)
}

function nextDay(rule: Rule, text: string, start: Day, after: Day): Day | null {
	if (!hasDays(rule)) return nextPlain(rule, start, after)
	const weekStart = weekdayCodes.findIndex((code) => code === (/WKST=(\w\w)/i.exec(text)?.[1]?.toUpperCase() ?? 'MO'))
	if (weekStart < 0 || !hasAnyDay(rule, weekStart)) return null
	if (isListed(rule)) return nextListedDay(rule, weekStart, start, after)
	const whole = withDaysOf(rule, start)
	return nextPositionedDay(whole, weekStart, { start, after }, createDayFilter(whole, weekStart))
}

/** A rule that names no days keeps those of its start, the last day where a month is shorter. */
function nextPlain(rule: Rule, start: Day, after: Day): Day {
	const days = rule.freq === 'WEEKLY' ? 7 : rule.freq === 'DAILY' ? 1 : 0
	if (days > 0 || rule.freq === 'HOURLY') {
		const step = days > 0 ? days * rule.interval : 1
		return start + Math.max(1, Math.floor((after - start) / step) + 1) * step
	}
	const months = (rule.freq === 'YEARLY' ? 12 : 1) * rule.interval
	let steps = Math.max(1, Math.floor((after - start) / (31 * months)))
	while (addMonths(start, steps * months) <= after) steps += 1
	return addMonths(start, steps * months)
}

/**
 * The first `limit` occurrences (1,000 at most) of DTSTART, RRULE, RDATE and EXDATE lines of RFC 5545, as RFC 3339 with
 * offset. Throws a RangeError for text that is none.
 */
export function expand(rule: string, limit: number): string[] {
	const wanted = Math.min(Math.max(0, Math.floor(limit)), 1_000)
	const found: string[] = []
	if (wanted === 0) return found
	try {
		const engine = new RRuleTemporal({ rruleString: rule, maxIterations: maximumSteps })
		engine.all((at) => {
			found.push(at.toString({ timeZoneName: 'never' }))
			return found.length < wanted
		})
	} catch (error) {
		if (found.length === 0) throw new RangeError('This is no recurrence rule.', { cause: error })
	}
	return found
}
