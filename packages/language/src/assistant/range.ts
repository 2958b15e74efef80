import { formatDay, type Day } from '../calendar.ts'
import { readMonthList } from '../repeat-days.ts'
import { readNumber } from '../numbers.ts'
import { periodAt } from '../days-periods.ts'
import { readUnit, toLength, addLengthTo } from '../offsets.ts'
import { skipAny, wordAt, type Scan } from '../scan.ts'
import { startOfMonth, endOfMonth, toParts } from '../calendar.ts'
import { readWhen, settle } from '../when.ts'

export interface DayRange {
	/** Tokens, end exclusive. */
	start: number
	end: number
	from: Day | null
	to: Day | null
	/** Minutes since midnight, where only a part of the day is meant. */
	timeFrom?: number
	timeTo?: number
	label: string
}

const possessives: ReadonlyMap<string, number> = new Map([
	["today's", 0],
	['todays', 0],
	["tonight's", 0],
	["tomorrow's", 1],
	['tomorrows', 1],
	["yesterday's", -1],
])

const parts: ReadonlyMap<string, [number | undefined, number | undefined]> = new Map([
	['morning', [undefined, 720]],
	['afternoon', [720, 1080]],
	['evening', [1020, undefined]],
	['night', [1080, undefined]],
])

/** The days a question is about: "today", "this week", "next 7 days", "before friday", "between monday and thursday". */
export function readRange(scan: Scan, at: number): DayRange | null {
	const word = wordAt(scan, at)
	const named = possessives.get(word)
	if (named !== undefined) {
		const day = scan.today + named
		return { start: at, end: at + 1, from: day, to: day, label: word.replace(/'?s$/, '') }
	}
	return (
		readBetween(scan, at) ??
		readBounded(scan, at) ??
		readSpan(scan, at) ??
		readPartOnly(scan, at) ??
		readSingle(scan, at)
	)
}

function labelOf(scan: Scan, start: number, end: number): string {
	const from = scan.tokens[start]?.start ?? 0
	return scan.text.slice(from, scan.tokens[end - 1]?.end ?? from).toLowerCase()
}

function readBetween(scan: Scan, at: number): DayRange | null {
	if (!['between', 'from'].includes(wordAt(scan, at))) return null
	const first = readWhen(scan, at + 1)
	if (!first || !['and', 'to', 'until', 'till', '-', 'through'].includes(wordAt(scan, first.end))) return null
	const last = readWhen(scan, first.end + 1)
	if (!last) return null
	const from = settle(scan, first).day
	const to = settle(scan, last).day
	return { start: at, end: last.end, from, to: to < from ? to + 7 : to, label: labelOf(scan, at, last.end) }
}

/** "before friday" leaves Friday out, "by friday" takes it in; "after" and "since" the other way. */
function readBounded(scan: Scan, at: number): DayRange | null {
	const word = wordAt(scan, at)
	if (!['before', 'by', 'until', 'till', 'after', 'since', 'from'].includes(word)) return null
	const span = readSpan(scan, at + 1)
	const when = span ? null : readWhen(scan, at + 1)
	if (!span && (!when || when.day === null)) return null
	const end = span?.end ?? when?.end ?? at
	const day = span ? null : (when?.day ?? null)
	const first = span?.from ?? day
	const last = span?.to ?? day
	const label = labelOf(scan, at, end)
	if (word === 'before') return { start: at, end, from: null, to: first === null ? null : first - 1, label }
	if (word === 'after') return { start: at, end, from: last === null ? null : last + 1, to: null, label }
	if (word === 'from' && span) return { ...span, start: at, label }
	if (word === 'since' || word === 'from') return { start: at, end, from: first, to: null, label }
	return { start: at, end, from: null, to: last, label }
}

const inWords = ['in', 'for', 'during', 'over', 'within', 'on', 'due', 'of']

/** Weeks, months and other stretches: "this week", "the next 3 days", "in june", "last month", "the weekend". */
function readSpan(scan: Scan, at: number): DayRange | null {
	let next = skipAny(scan, at, ...inWords)
	next = skipAny(scan, skipAny(scan, next, 'later', 'the', 'all', 'rest'), 'of', 'the')
	const word = wordAt(scan, next)
	const direction = ['next', 'coming', 'upcoming', 'following'].includes(word)
		? 1
		: ['last', 'past', 'previous'].includes(word)
			? -1
			: word === 'this'
				? 0
				: null
	if (direction !== null && direction !== 0) {
		const many = readMany(scan, at, next + 1, direction)
		if (many) return many
	}
	const unitAt = direction === null ? next : next + 1
	const possessive = wordAt(scan, unitAt).replace(/'s$/, '')
	const unit = ['week', 'month', 'quarter', 'year', 'weekend'].includes(possessive)
		? { end: unitAt + 1, unit: possessive }
		: null
	const placed = direction !== null || next > at || possessive === 'weekend'
	if (unit && placed) {
		const period = periodAt(scan, unit.unit, direction ?? 0)
		if (!period) return null
		const ahead = direction === 1 && wordAt(scan, unit.end) === 'after'
		return ahead
			? null
			: {
					start: at,
					end: unit.end,
					...period,
					label: labelOf(scan, next > at && direction === null ? at : next, unit.end),
				}
	}
	return readNamedMonth(scan, at, next)
}

function readMany(scan: Scan, at: number, amountAt: number, direction: 1 | -1): DayRange | null {
	const amount = readNumber(scan, amountAt)
	const unit = amount ? readUnit(scan, amount.end) : null
	if (!amount || !unit || ['hour', 'minute', 'second'].includes(unit.unit)) return null
	const edge = addLengthTo(scan.today, toLength(unit.end, amount.value, unit.unit), direction)
	const [from, to] = direction === 1 ? [scan.today, edge] : [edge, scan.today]
	return { start: at, end: unit.end, from, to, label: labelOf(scan, at, unit.end) }
}

function readNamedMonth(scan: Scan, at: number, next: number): DayRange | null {
	if (!['in', 'for', 'during'].includes(wordAt(scan, at))) return null
	const month = readMonthList(scan, next)
	const first = month?.months[0]
	if (!month || first === undefined || month.months.length > 1) return null
	const when = readWhen(scan, next) ?? readWhen(scan, at)
	if (!when || when.day === null) return null
	if (toParts(when.day).month !== first || when.end > month.end + 1) return null
	return {
		start: at,
		end: when.end,
		from: startOfMonth(when.day),
		to: endOfMonth(when.day),
		label: labelOf(scan, at, when.end),
	}
}

/** "this morning", "morning" before what it describes: only the times of day. */
function readPartOnly(scan: Scan, at: number): DayRange | null {
	const said = wordAt(scan, at)
	const thisPart = said === 'this' || said === 'tomorrow' || said === 'today'
	const name = (thisPart ? wordAt(scan, at + 1) : said).replace(/'s$/, '')
	const part = said === 'tonight' ? parts.get('evening') : parts.get(name)
	if (!part) return null
	const day = said === 'tomorrow' ? scan.today + 1 : thisPart || said === 'tonight' ? scan.today : null
	const end = thisPart ? at + 2 : at + 1
	return { start: at, end, from: day, to: day, label: labelOf(scan, at, end), ...toHours(part) }
}

function readSingle(scan: Scan, at: number): DayRange | null {
	const when = readWhen(scan, at)
	if (!when || when.day === null) return null
	const label = labelOf(scan, at, when.end)
	// "friday afternoon" is those hours of the day; with a time of its own ("friday 3 in the afternoon") it is the day.
	const said = /\d/.test(label) ? undefined : /\b(?:morning|afternoon|evening|night)\b/.exec(label)?.[0]
	return { start: at, end: when.end, from: when.day, to: when.day, label, ...toHours(parts.get(said ?? '')) }
}

function toHours(part: readonly [number | undefined, number | undefined] = [undefined, undefined]): Partial<DayRange> {
	const [timeFrom, timeTo] = part
	return { ...(timeFrom === undefined ? {} : { timeFrom }), ...(timeTo === undefined ? {} : { timeTo }) }
}

export const toDayText = (day: Day | null): string | undefined => (day === null ? undefined : formatDay(day))
