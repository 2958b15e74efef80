import { endOfMonth, toDay, toParts, weekdayOnOrAfter, type Day } from './calendar.ts'
import type { DayPhrase } from './day-phrase.ts'
import { isLast, isNext, periodAt, toPeriodPhrase } from './days-periods.ts'
import { readOrdinal, readPosition, readYear } from './numbers.ts'
import type { Scan } from './scan.ts'
import { isSpaced, skipAny, wordAt } from './scan.ts'
import { months } from './words.ts'

/** Month and day on which each begins, north of the equator. */
const seasons: ReadonlyMap<string, [number, number]> = new Map([
	['spring', [3, 20]],
	['summer', [6, 21]],
	['autumn', [9, 22]],
	['fall', [9, 22]],
	['winter', [12, 21]],
])

/** "this summer", "next winter", "in the spring of 2028", "the third quarter of 2027", "q3", "the last week of june". */
export function readSeason(scan: Scan, at: number): DayPhrase | null {
	return readSeasonName(scan, at) ?? readQuarter(scan, at) ?? readWeekOfMonth(scan, at)
}

function readSeasonName(scan: Scan, at: number): DayPhrase | null {
	const article = skipAny(scan, at, 'the')
	const placed = isNext(wordAt(scan, article)) || wordAt(scan, article) === 'this'
	const start = placed ? article + 1 : article
	const begins = seasons.get(wordAt(scan, start))
	if (begins === undefined) return null
	const year = readYear(scan, skipAny(scan, start + 1, 'of', ','))
	if (year) return toPeriodPhrase(year.end, toDay(year.value, ...begins), 'edge')
	const { year: now } = toParts(scan.today)
	const day = toDay(now, ...begins) >= scan.today ? toDay(now, ...begins) : toDay(now + 1, ...begins)
	// "in the fall" is a time, "the fall" may be one of somebody.
	const said = placed || (article > at && ['in', 'by', 'until', 'before', 'during'].includes(wordAt(scan, at - 1)))
	return said ? toPeriodPhrase(start + 1, day) : null
}

function readQuarter(scan: Scan, at: number): DayPhrase | null {
	const start = skipAny(scan, at, 'the')
	const named = wordAt(scan, start) === 'q' && !isSpaced(scan, start + 1) ? scan.tokens[start + 1] : undefined
	const spelled = named ? null : readOrdinal(scan, start)
	const quarter = named?.kind === 'number' ? named.value : spelled?.value
	const end = named ? start + 2 : (spelled?.end ?? start)
	if (quarter === undefined || quarter < 1 || quarter > 4 || !Number.isInteger(quarter)) return null
	if (spelled && !['quarter', 'qtr'].includes(wordAt(scan, end))) return null
	const behind = spelled ? end + 1 : end
	const of = skipAny(scan, skipAny(scan, behind, 'of', 'in', ','), 'the')
	const { year: now } = toParts(scan.today)
	const near = isNext(wordAt(scan, of)) ? 1 : isLast(wordAt(scan, of)) ? -1 : wordAt(scan, of) === 'this' ? 0 : null
	const year = readYear(scan, of)
	const toStart = (value: number): Day => toDay(value, quarter * 3 - 2, 1)
	// "from q1 of 2017": of a time that is over.
	if (year) return toStart(year.value) < scan.today && named ? null : toPeriodPhrase(year.end, toStart(year.value))
	if (near !== null && wordAt(scan, of + 1) === 'year') return toPeriodPhrase(of + 2, toStart(now + near))
	const day = toStart(now) >= scan.today ? toStart(now) : toStart(now + 1)
	const placed = ['by', 'in', 'due', 'until', 'till', 'before', 'during'].includes(wordAt(scan, at - 1))
	return placed ? toPeriodPhrase(behind, day) : null
}

/** The first and the last week that lie whole in the month, by their Monday. */
function readWeekOfMonth(scan: Scan, at: number): DayPhrase | null {
	const position = readPosition(scan, skipAny(scan, at, 'the'))
	if (!position || wordAt(scan, position.end) !== 'week' || !['of', 'in'].includes(wordAt(scan, position.end + 1)))
		return null
	const start = skipAny(scan, position.end + 2, 'the', 'this')
	const month = months.get(wordAt(scan, start))
	const ahead = isNext(wordAt(scan, start)) ? 1 : 0
	if (month === undefined && wordAt(scan, start + ahead) !== 'month') return null
	const year = month === undefined ? null : readYear(scan, skipAny(scan, start + 1, ',', 'of'))
	const { year: now } = toParts(scan.today)
	const place = (first: Day): Day =>
		position.value > 0
			? weekdayOnOrAfter(first, 1) + (position.value - 1) * 7
			: weekdayOnOrAfter(endOfMonth(first) - 6, 0) - 6 + (position.value + 1) * 7
	const end = year?.end ?? start + 1 + (month === undefined ? ahead : 0)
	if (month === undefined) {
		const shown = place(periodAt(scan, 'month', ahead)?.from ?? scan.today)
		return toPeriodPhrase(
			end,
			shown < scan.today && ahead === 0 ? place(periodAt(scan, 'month', 1)?.from ?? shown) : shown,
		)
	}
	const day = place(toDay(year?.value ?? now, month, 1))
	return toPeriodPhrase(end, day < scan.today && !year ? place(toDay(now + 1, month, 1)) : day)
}
