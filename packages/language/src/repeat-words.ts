import { createCore, type Core } from './repeat-start.ts'
import { readDayList } from './repeat-days.ts'
import { readDayRun } from './repeat-lists.ts'
import { createRule, onWeekdays, workdays, type Frequency } from './rule.ts'
import type { Scan } from './scan.ts'
import { wordAt } from './scan.ts'
import { months, weekdays } from './words.ts'

const adverbs: ReadonlyMap<string, [Frequency, number]> = new Map<string, [Frequency, number]>([
	['hourly', ['HOURLY', 1]],
	['daily', ['DAILY', 1]],
	['everyday', ['DAILY', 1]],
	['nightly', ['DAILY', 1]],
	['weekly', ['WEEKLY', 1]],
	['biweekly', ['WEEKLY', 2]],
	['fortnightly', ['WEEKLY', 2]],
	['monthly', ['MONTHLY', 1]],
	['bimonthly', ['MONTHLY', 2]],
	['quarterly', ['MONTHLY', 3]],
	['biannually', ['MONTHLY', 6]],
	['semiannually', ['MONTHLY', 6]],
	['yearly', ['YEARLY', 1]],
	['annually', ['YEARLY', 1]],
	['biennially', ['YEARLY', 2]],
])

const adverbFollowers = new Set(
	'at on by for with until till from starting beginning ending in and or to every when after before @ except noon midnight through'.split(
		' ',
	),
)

/** "daily", "bi-weekly": not "the weekly review" nor "monthly report", which only describe. */
export function readAdverb(scan: Scan, at: number): Core | null {
	const prefixed = wordAt(scan, at) === 'bi' || wordAt(scan, at) === 'semi'
	const name = prefixed && wordAt(scan, at + 1) === '-' ? wordAt(scan, at) + wordAt(scan, at + 2) : wordAt(scan, at)
	const end = prefixed ? at + 3 : at + 1
	const adverb = adverbs.get(name)
	if (!adverb) return null
	if (/^(?:the|a|an|my|our|your|this|his|her|their|twice|thrice|times|time|'s)$/.test(wordAt(scan, at - 1))) return null
	const next = scan.tokens[end]
	if (next?.kind === 'word' && !adverbFollowers.has(next.word) && !weekdays.has(next.word) && !months.has(next.word))
		return null
	if (next?.kind === 'sign' && next.word === '-') return null
	return createCore(end, createRule(adverb[0], adverb[1]), name === 'nightly' ? 1200 : null)
}

/** "mondays", "on tuesdays and thursdays", "weekdays", "on weekends". */
export function readPlural(scan: Scan, at: number): Core | null {
	const before = wordAt(scan, at - 1)
	if (['all', 'the', 'my', 'these', 'those', 'of', 'many', 'some'].includes(before)) return null
	if (['few', 'two', 'three', 'business', 'working'].includes(before) || scan.tokens[at - 1]?.kind === 'number')
		return null
	const word = wordAt(scan, at)
	if (word === 'weekdays' || word === 'workdays') return createCore(at + 1, onWeekdays(createRule('WEEKLY'), workdays))
	if (word === 'weekends') return createCore(at + 1, onWeekdays(createRule('WEEKLY'), [6, 0]))
	const run = readDayRun(scan, at)
	if (run) return createCore(run.end, onWeekdays(createRule('WEEKLY'), run.weekdays))
	const days = readDayList(scan, at, false)
	if (!days) return null
	const each = /^(?:mornings|afternoons|evenings|nights)$/.test(wordAt(scan, days.end))
	if (!days.plural && !each && days.weekdays.length < 3) return null
	return createCore(days.end, onWeekdays(createRule('WEEKLY'), days.weekdays))
}
