import { isTextEnd, skipAny, wordAt, type Scan } from '../scan.ts'
import { readClock, toWakingHours } from '../times.ts'
import { applyRange } from './apply-range.ts'
import type { Reading } from './filter.ts'
import { readRange } from './range.ts'

/** The position behind a name of one or more words that stands here as whole words. */
export function matchName(scan: Scan, at: number, name: string): number | null {
	const token = scan.tokens[at]
	if (!token || token.kind === 'sign' || name === '') return null
	const end = token.start + name.length
	if (scan.text.slice(token.start, end).toLowerCase() !== name.toLowerCase()) return null
	for (let next = at; next < scan.tokens.length; next += 1) if ((scan.tokens[next]?.end ?? 0) === end) return next + 1
	return null
}

/** "the 3pm meeting", "the one at 10": due at that minute. */
export function readAtTime({ scan, filter, labels }: Reading, at: number): number | null {
	const led = wordAt(scan, at) === 'at'
	const clock = filter.time_from === undefined ? readClock(scan, led ? at + 1 : at) : null
	if (!clock || (clock.bare && (!led || !isTextEnd(scan, clock.end)))) return null
	if (!led && /^(?:noon|midnight|midday)/.test(wordAt(scan, at))) return null
	const minutes = clock.open ? toWakingHours(clock.minutes) : clock.minutes
	const toText = (value: number): string =>
		`${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`
	filter.time_from = toText(minutes)
	if (minutes < 1439) filter.time_to = toText(minutes + 1)
	labels.push(`at ${toText(minutes)}`)
	return clock.end
}

/** "due this week", "on monday": the days asked about. */
export function readDays(reading: Reading, at: number): number | null {
	const { scan, filter, labels } = reading
	const range = readRange(scan, at)
	if (!range || saysList(reading, at)) return null
	applyRange(filter, range, reading.doneAsked)
	const bare =
		/^(?:in|on|by|before|after|between|from|until|since|for|during|within|over|today|tomorrow|tonight|yesterday)\b/.test(
			range.label,
		)
	const more = labels.some((label) => label.startsWith('due'))
	if (more) labels.push(`and ${range.label}`)
	else
		labels.push(
			reading.doneAsked || range.label.startsWith('due')
				? range.label
				: `due ${bare ? range.label : withPreposition(range.label)}`,
		)
	return range.end
}

/** "in the weekend list" where there is a list of that name. */
function saysList({ scan, context }: Reading, at: number): boolean {
	const name = skipAny(scan, skipAny(scan, at, 'in'), 'the', 'my')
	const within = wordAt(scan, at) === 'in' || wordAt(scan, at - 1) === 'in'
	return within && (context.lists ?? []).some((list) => matchName(scan, name, list) !== null)
}

function withPreposition(label: string): string {
	return /^(?:this|next|last|the)\b/.test(label) || /^(?:morning|afternoon|evening)$/.test(label)
		? label.replace(/^(morning|afternoon|evening)$/, 'in the $1')
		: `on ${label}`
}
