import { readOrdinal, readPosition } from './numbers.ts'
import type { RuleDay } from './rule.ts'
import type { Scan } from './scan.ts'
import { canEnd, isSpaced, skipAny, wordAt } from './scan.ts'
import { readClock } from './times.ts'
import { findWeekday } from './misspelt.ts'
import { months, weekdayPlurals, weekdays } from './words.ts'

const joins = new Set([',', 'and', '&', '/', '+', 'or'])
/** Signs that join days only behind "every": elsewhere they end a part of the sentence. */
const strictJoins = new Set([...joins, ';', '|', '-'])

/** Behind one weekday (or day, or month): the start of the next in the same list, or null. */
function nextInList(scan: Scan, end: number, every = false): number | null {
	if (!(every ? strictJoins : joins).has(wordAt(scan, end))) return null
	const next = joins.has(wordAt(scan, end + 1)) ? end + 2 : end + 1
	return wordAt(scan, next) === 'on' ? next + 1 : next
}

export interface DayList {
	end: number
	weekdays: number[]
	/** Whether the words themselves say "each one": "mondays". */
	plural: boolean
}

function weekdayAt(scan: Scan, at: number): { weekday: number; plural: boolean; end: number } | null {
	const word = wordAt(scan, at)
	const single = findWeekday(word)
	const weekday = single ?? weekdayPlurals.get(word)
	if (weekday === undefined) return null
	const dotted = wordAt(scan, at + 1) === '.' && !isSpaced(scan, at + 1) && word.length <= 5
	const spaced = isSpaced(scan, at + 2)
	const more = dotted && (joins.has(wordAt(scan, at + 2)) || (spaced && weekdays.has(wordAt(scan, at + 2))))
	return { weekday, plural: single === undefined && word.length > 5, end: more ? at + 2 : at + 1 }
}

/** "mon, wed and fri", "tuesdays and thursdays", "mon-fri", "monday through thursday"; `every` allows "weekdays and sunday". */
export function readDayList(scan: Scan, at: number, every: boolean, loose = false): DayList | null {
	if (every && !loose && wordAt(scan, at) === '(') {
		const inside = readDayList(scan, at + 1, true)
		return inside && wordAt(scan, inside.end) === ')' ? { ...inside, end: inside.end + 1 } : null
	}
	const first = weekdayAt(scan, at)
	if (!first) return every && !loose ? readDayCluster(scan, at) : null
	const list: DayList = { end: first.end, weekdays: [first.weekday], plural: first.plural }
	const to = wordAt(scan, first.end)
	if (['-', '–', 'to', 'through', 'thru', 'until'].includes(to)) {
		const last = weekdayAt(scan, first.end + 1)
		if (last && ((every && !loose) || first.plural) && canEnd(scan, last.end)) {
			for (let day = first.weekday; day !== last.weekday;) {
				day = (day + 1) % 7
				list.weekdays.push(day)
			}
			const same = last.weekday === first.weekday
			return { ...list, weekdays: same ? [first.weekday] : list.weekdays, end: last.end }
		}
	}
	for (let count = 0; count < 7; count += 1) {
		// "every mon wed fri"
		const beside = every || list.plural
		const start = nextInList(scan, list.end, every && !loose) ?? (beside && weekdayAt(scan, list.end) ? list.end : null)
		const next = start === null ? null : weekdayAt(scan, start)
		if (!next || !canEnd(scan, next.end)) {
			const joined = wordAt(scan, next?.end ?? 0)
			if (!next || !joins.has(joined)) break
		}
		list.weekdays.push(next.weekday)
		list.plural ||= next.plural
		list.end = next.end
	}
	return list
}

const codes: readonly [string, number][] = [
	['mo', 1],
	['tu', 2],
	['th', 4],
	['we', 3],
	['fr', 5],
	['sa', 6],
	['su', 0],
	['m', 1],
	['t', 2],
	['w', 3],
	['r', 4],
	['f', 5],
]
const codeDays: ReadonlyMap<string, number> = new Map(codes)

/** "mwf", "tth", "m/w/f", "Mo We Fr": days in one or two letters, two of them at least. */
export function readDayCluster(scan: Scan, at: number): DayList | null {
	const glued = splitCluster(wordAt(scan, at))
	if (glued) return canEnd(scan, at + 1) ? { end: at + 1, weekdays: glued, plural: true } : null
	const found: number[] = []
	let end = at
	for (let next: number | null = at; next !== null && found.length < 7; next = nextInList(scan, end, true) ?? end) {
		const weekday = codeDays.get(wordAt(scan, next))
		if (weekday === undefined || found.includes(weekday)) break
		found.push(weekday)
		end = next + 1
	}
	if (found.length < 2 || !canEnd(scan, end)) return null
	const range = wordAt(scan, at + 1) === '-' && found.length === 2
	return { end, weekdays: range ? toRange(found) : found, plural: true }
}

const clusters = new Set('mwf mw wf mf tth tuth mtwtf mtwtfss mtwrf mtwth mtwthf'.split(' '))

function splitCluster(word: string): number[] | null {
	if (!clusters.has(word)) return null
	const found: number[] = []
	for (let rest = word; rest !== '';) {
		// In "mtwtf" the second "t" is Thursday; "ss" are the weekend.
		const again = rest.startsWith('t') && found.includes(2)
		const code = codes.find(([letters]) => rest.startsWith(letters))
		const weekday = again ? 4 : rest.startsWith('s') ? (found.includes(6) ? 0 : 6) : code?.[1]
		if (weekday === undefined) return null
		found.push(weekday)
		rest = rest.slice(again && !rest.startsWith('th') ? 1 : rest.startsWith('s') ? 1 : (code?.[0].length ?? 1))
	}
	return found
}

function toRange([first = 0, last = 0]: readonly number[]): number[] {
	const days = [first]
	for (let day = first; day !== last;) {
		day = (day + 1) % 7
		days.push(day)
	}
	return days
}

/**
 * The end of "mon wed fri 7am": days side by side may mean each week or once each, so they are left as typed, with the
 * time behind them. The same position where fewer than two stand there.
 */
export function skipWeekdayRun(scan: Scan, at: number): number {
	let end = at
	while (weekdays.has(wordAt(scan, end)) && canEnd(scan, end + 1)) end += 1
	if (end < at + 2) return at
	const time = skipAny(scan, end, 'at')
	return readClock(scan, time)?.end ?? end
}

export function readMonthList(scan: Scan, at: number): { end: number; months: number[] } | null {
	const first = months.get(wordAt(scan, at))
	if (first === undefined) return null
	const found = [first]
	let end = at + 1
	for (let count = 0; count < 12; count += 1) {
		const start = nextInList(scan, end)
		const next = start === null ? undefined : months.get(wordAt(scan, start))
		if (start === null || next === undefined) break
		found.push(next)
		end = start + 1
	}
	return { end, months: found }
}

export interface Positions {
	end: number
	byDay: RuleDay[]
	monthDays: number[]
	/** Whether "day" was said: "the 31st day". */
	dayWord: boolean
}

/** "the 1st and 15th", "the first and last sunday", "the 4th last", "the last day", "the 2nd and 4th tuesday". */
export function readPositions(scan: Scan, at: number): Positions | null {
	const found: Positions = { end: at, byDay: [], monthDays: [], dayWord: false }
	let open: number[] = []
	let next: number | null = at
	for (let count = 0; count < 10 && next !== null; count += 1) {
		const start: number = skipAny(scan, skipAny(scan, next, 'on'), 'the')
		const position = readPosition(scan, start) ?? readBareDay(scan, start, count > 0)
		if (!position || Math.abs(position.value) > 366) break
		open.push(position.value)
		found.end = position.end
		const days = readDayList(scan, position.end, false)
		const single = days ? weekdayAt(scan, position.end) : null
		if (single) {
			for (const nth of open) found.byDay.push({ weekday: single.weekday, nth })
			open = []
			found.end = single.end
		} else if (wordAt(scan, position.end) === 'day' || wordAt(scan, position.end) === 'days') {
			found.dayWord = true
			found.end = position.end + 1
		}
		next = nextInList(scan, found.end)
	}
	found.monthDays = open
	return found.byDay.length + open.length > 0 ? found : null
}

/** In a list already begun a plain number will do: "the 1st and 15". */
function readBareDay(scan: Scan, at: number, within: boolean): { end: number; value: number } | null {
	const token = scan.tokens[at]
	if (!within || token?.kind !== 'number' || token.value > 31 || token.value < 1 || !Number.isInteger(token.value))
		return null
	return canEnd(scan, at + 1) && !readOrdinal(scan, at + 1) ? { end: at + 1, value: token.value } : null
}
