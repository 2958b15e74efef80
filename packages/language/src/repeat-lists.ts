import { readNumber } from './numbers.ts'
import { readUnit } from './offsets.ts'
import { isClosed } from './phrase-ends.ts'
import { readDayCluster, readDayList, readPositions, type DayList } from './repeat-days.ts'
import { createCore, type Core } from './repeat-start.ts'
import { createRule, onWeekdays } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, isTextEnd, skipAny, skipWords, wordAt } from './scan.ts'
import { readClock } from './times.ts'
import { opensWithVerb } from './verbs.ts'
import { dayParts, months } from './words.ts'

/** "gym mon wed fri", "swim tue/thu 6pm": days side by side or between signs, where the phrase ends with them or their time. */
export function readDayRun(scan: Scan, at: number): DayList | null {
	const cluster = wordAt(scan, at).length > 2 ? readDayCluster(scan, at) : null
	const list = cluster ?? readDayList(scan, at, true, true)
	if (!list || list.weekdays.length < 2) return null
	const spoken = ['and', 'or'].some((word) => wordAt(scan, list.end - 2) === word)
	if (spoken && list.weekdays.length < 3) return null
	return isRunEnd(scan, list.end) ? list : null
}

function isRunEnd(scan: Scan, end: number): boolean {
	if (isTextEnd(scan, end)) return true
	if (dayParts.has(wordAt(scan, end))) return isClosed(scan, end + 1)
	const time = skipAny(scan, end, 'at', '@', 'from')
	const clock = readClock(scan, time)
	return clock ? !clock.bare || time > end : canEnd(scan, end) && isClosed(scan, end)
}

/** "pay on the 1st and 15th", "the first and third monday": no one date, so each month. */
export function readMonthDays(scan: Scan, at: number): Core | null {
	const found = readPositions(scan, at)
	if (!found || found.dayWord || months.has(wordAt(scan, skipAny(scan, found.end, 'of', 'in')))) return null
	const rule = createRule('MONTHLY')
	const days = found.monthDays.filter((day) => day > 0)
	const first = scan.tokens[skipAny(scan, at, 'the')]
	const apart = days.length > 1 && Math.min(...days.slice(1).map((day, n) => day - (days[n] ?? 0))) >= 7
	if (found.byDay.length > 1) rule.byDay = found.byDay
	else if (found.byDay.length === 0 && apart && days.every((day) => day <= 31) && first?.kind === 'ordinal')
		rule.byMonthDay = days
	else return null
	const tail = skipAny(scan, found.end, 'of', 'in')
	const month = tail > found.end ? skipAny(scan, tail, 'the', 'a', 'each', 'every') : tail
	const end = month > tail && wordAt(scan, month) === 'month' ? month + 1 : found.end
	if (tail > found.end && end === found.end) return null
	const next = scan.tokens[end]
	const closed = isClosed(scan, end) || (next?.kind === 'word' && opensWithVerb(scan.text.slice(next.start)))
	return canEnd(scan, end) && (found.byDay.length > 1 || closed) ? createCore(end, rule) : null
}

const doneWords = ['completion', 'completing', 'finishing', 'done', 'finished', 'completed']

/** "3 days after completion", "two weeks after it's done": counts from the day of completion. */
export function readAfterDone(scan: Scan, at: number): Core | null {
	const amount = readNumber(scan, at)
	const unit = amount ? readUnit(scan, amount.end) : null
	if (!amount || !unit || !Number.isInteger(amount.value) || amount.value < 1 || amount.value > 999) return null
	const relation = skipAny(scan, unit.end, 'after', 'from', 'since')
	const done = skipAny(scan, skipAny(scan, relation, "it's", 'being', 'its', 'last', 'i'), 'is', 'was', 'been', 'am')
	if (relation === unit.end || !doneWords.includes(wordAt(scan, done))) return null
	const frequency = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const
	if (unit.unit !== 'day' && unit.unit !== 'week' && unit.unit !== 'month' && unit.unit !== 'year') return null
	return { ...createCore(done + 1, createRule(frequency[unit.unit], amount.value)), fromCompletion: true }
}

/** "on alternate days", "alternate mondays": every other one. */
export function readAlternate(scan: Scan, at: number): Core | null {
	const next = skipWords(scan, at, 'alternate') ?? skipWords(scan, at, 'alternating')
	if (next === null) return null
	const word = wordAt(scan, next)
	if (word === 'days') return createCore(next + 1, createRule('DAILY', 2))
	if (word === 'weeks') return createCore(next + 1, createRule('WEEKLY', 2))
	if (word === 'months') return createCore(next + 1, createRule('MONTHLY', 2))
	const days = readDayList(scan, next, false)
	return days?.plural ? createCore(days.end, onWeekdays(createRule('WEEKLY', 2), days.weekdays)) : null
}
