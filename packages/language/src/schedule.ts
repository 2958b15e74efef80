import { formatDue, type Day } from './calendar.ts'
import { anchorMonthDay, firstDueOf } from './repeat-due.ts'
import type { Repeat } from './repeat.ts'
import { formatRule } from './rule.ts'
import type { Scan } from './scan.ts'
import type { ParsedTask } from './types.ts'
import { settle, type When } from './when.ts'

type Schedule = Pick<ParsedTask, 'due_date' | 'recurrence' | 'repeat_from'>

/** When a task is due first, and how it repeats, by what was said of both. */
export function toSchedule(scan: Scan, repeat: Repeat | null, moment: When | null): Schedule {
	if (!repeat) {
		if (!moment) return { due_date: null, recurrence: null, repeat_from: 'due' }
		const { day, minutes } = settle(scan, moment)
		return { due_date: formatDue(day, minutes), recurrence: null, repeat_from: 'due' }
	}
	const from: Day | null = repeat.from ?? moment?.day ?? null
	const minutes = repeat.minutes ?? moment?.minutes ?? null
	const repeat_from = repeat.fromCompletion ? 'completion' : 'due'
	if (repeat.rule.freq === 'HOURLY' && minutes === null) {
		const total = (from === null ? scan.minute : 0) + repeat.rule.interval * 60
		const day = (from ?? scan.today) + (from === null ? Math.floor(total / 1440) : 0)
		const due = from === null ? formatDue(day, total % 1440) : formatDue(day, 540)
		return { due_date: due, recurrence: formatRule(repeat.rule), repeat_from }
	}
	const due = firstDueOf(scan, repeat.rule, from, minutes)
	return { due_date: formatDue(due, minutes), recurrence: formatRule(anchorMonthDay(repeat.rule, due)), repeat_from }
}
