import { addMonths } from './calendar.ts'
import { readList, readPriority, readTag, readTagPhrase } from './markers.ts'
import { isClosed } from './phrase-ends.ts'
import { readReminder } from './reminders.ts'
import { skipWeekdayRun } from './repeat-days.ts'
import { readRepeat, type Repeat } from './repeat.ts'
import { toSchedule } from './schedule.ts'
import { createScan, wordAt, type Scan } from './scan.ts'
import { endsSeries } from './series-end.ts'
import { cutTitle } from './title.ts'
import type { Highlight, HighlightKind, ParseContext, ParsedTask, Span } from './types.ts'
import { opensWithVerb } from './verbs.ts'
import { readWhen, type When } from './when.ts'
import { weekdays } from './words.ts'

interface Found {
	/** Per token, whether something has taken it already. */
	taken: boolean[]
	highlights: Highlight[]
	/** Words that belong to no highlight and yet not to the title. */
	waste: Span[]
	/** Words that are read and yet stay in the title. */
	kept: Span[]
}

/**
 * What one line of quick add means. Never throws; what it does not understand stays in the title.
 * `ignore` holds spans that the person made plain text again.
 */
export function parseTask(text: string, context: ParseContext, ignore: readonly Span[] = []): ParsedTask {
	const named = readNames(text, context, ignore)
	const scan = createScan(text, context, [...ignore, ...named.highlights])
	const found: Found = { taken: scan.tokens.map(() => false), highlights: [...named.highlights], waste: [], kept: [] }
	const priority = takeFirst(scan, found, 'priority', (at) => readPriority(scan, at))?.priority ?? 'none'
	const tags = takeTags(scan, found)
	const reminders = takeReminders(scan, found)
	const repeat = takeFirst(scan, found, 'recurrence', (at) => readRepeat(scan, at))
	const said = takeMoment(scan, found, repeat)
	const ends = endsSeries(scan, repeat, said)
	if (ends && repeat) {
		repeat.rule.until = said.day
		found.highlights = found.highlights.map((one) => (one.kind === 'due' ? { ...one, kind: 'recurrence' } : one))
	}
	const moment = ends ? null : said
	return {
		title: cutTitle(text, [...found.highlights.filter((span) => !isWithin(span, found.kept)), ...found.waste]),
		...toSchedule(scan, repeat, moment),
		priority,
		tags: [...new Set([...named.tags, ...tags])],
		list: named.list,
		reminders,
		highlights: found.highlights.toSorted((a, b) => a.start - b.start),
	}
}

const isWithin = ({ start, end }: Span, spans: readonly Span[]): boolean =>
	spans.some((span) => start >= span.start && end <= span.end)

interface Names {
	tags: string[]
	list: string | null
	highlights: Highlight[]
}

/** Tags and lists, which are marked by signs and may hold any words. */
function readNames(text: string, context: ParseContext, ignore: readonly Span[]): Names {
	const names: Names = { tags: [], list: null, highlights: [] }
	if (!/[#+@/~]/.test(text)) return names
	const add = (kind: HighlightKind, span: Span): void => {
		names.highlights.push({ kind, start: span.start, end: span.end, text: text.slice(span.start, span.end) })
	}
	for (const token of createScan(text, context, ignore).tokens) {
		if (token.kind !== 'sign') continue
		const last = names.highlights.at(-1)
		if (last && token.start < last.end) continue
		const tag = readTag(text, token.start)
		if (tag) {
			if (!names.tags.includes(tag.name)) names.tags.push(tag.name)
			add('tag', tag)
			continue
		}
		const list = names.list === null ? readList(text, token.start, context.lists ?? []) : null
		if (!list) continue
		names.list = list.name
		add('list', list)
	}
	return names
}

interface Range {
	start: number
	end: number
}

function take(scan: Scan, found: Found, kind: HighlightKind, range: Range): void {
	for (let at = range.start; at < range.end; at += 1) found.taken[at] = true
	const start = scan.tokens[range.start]?.start ?? 0
	const end = scan.tokens[range.end - 1]?.end ?? start
	found.highlights.push({ kind, start, end, text: scan.text.slice(start, end) })
}

function isFree(found: Found, range: Range): boolean {
	for (let at = range.start; at < range.end; at += 1) if (found.taken[at]) return false
	return true
}

function takeFirst<T extends Range>(
	scan: Scan,
	found: Found,
	kind: HighlightKind,
	read: (at: number) => T | null,
): T | null {
	for (let at = 0; at < scan.tokens.length; at += 1) {
		if (found.taken[at]) continue
		const phrase = read(at)
		if (!phrase || !isFree(found, phrase)) continue
		take(scan, found, kind, phrase)
		return phrase
	}
	return null
}

/** Each name is a highlight of its own; the words around them only leave the title. */
function takeTags(scan: Scan, found: Found): string[] {
	const at = scan.tokens.findIndex((_, position) => readTagPhrase(scan, position) !== null)
	const phrase = at < 0 ? null : readTagPhrase(scan, at)
	if (!phrase || !isFree(found, phrase)) return []
	const first = scan.tokens[phrase.start]
	const last = scan.tokens[phrase.end - 1]
	if (first && last) found.waste.push({ start: first.start, end: last.end })
	for (const name of phrase.names) take(scan, found, 'tag', name)
	for (let taken = phrase.start; taken < phrase.end; taken += 1) found.taken[taken] = true
	return phrase.names.map((name) => wordAt(scan, name.start))
}

function takeReminders(scan: Scan, found: Found): number[] {
	const minutes: number[] = []
	for (let count = 0; count < 5; count += 1) {
		const reminder = takeFirst(scan, found, 'reminder', (at) => readReminder(scan, at))
		if (!reminder) break
		if (!minutes.includes(reminder.minutes)) minutes.push(reminder.minutes)
	}
	return minutes
}

/** Behind "except" nothing is a date: "except for tomorrow". */
function findDeafFrom(scan: Scan, repeat: Repeat | null): number {
	if (repeat?.deafFrom !== null && repeat !== null) return repeat.deafFrom
	const at = scan.tokens.findIndex(
		(token) => token.kind === 'word' && (token.word === 'except' || token.word === 'excluding'),
	)
	return at < 0 ? scan.tokens.length : at
}

/** The day and the time of the task, said together or apart ("tomorrow call mum at 5pm"). */
function takeMoment(scan: Scan, found: Found, repeat: Repeat | null): When | null {
	const whens = findWhens(scan, found, findDeafFrom(scan, repeat))
	const days = whens.filter((when) => when.day !== null)
	// "the slides for Monday today": a day that describes a thing gives way to a plain one.
	const plain = days.filter((when) => !when.describes)
	const dated = plain.find((when) => when.placed) ?? plain[0] ?? days.find((when) => when.placed) ?? days[0]
	const timed = whens.find((when) => when.minutes !== null && (when.day === null || when === dated))
	const used = [dated, dated?.minutes == null ? timed : undefined].filter((when) => when !== undefined)
	const apart = used.length === 0 && timed ? [timed] : used
	let late: number | null = null
	for (const when of apart) {
		take(scan, found, 'due', when)
		// "on monday or tuesday": due on the first, and the title still says both.
		const taken = found.highlights.at(-1)
		const other = readOtherDay(scan, when)
		if (taken && other) found.kept.push(taken)
		late ??= other?.minutes ?? null
	}
	const first = apart[0]
	if (!first) return null
	const settled = apart.length === 1 && first.day === null ? first : { ...first, day: dated?.day ?? null }
	return { ...settled, minutes: dated?.minutes ?? timed?.minutes ?? late }
}

function findWhens(scan: Scan, found: Found, limit: number): When[] {
	const whens: When[] = []
	for (let at = 0; at < limit && whens.length < 4; at += 1) {
		if (found.taken[at] || ['every', 'each'].includes(wordAt(scan, at - 1))) continue
		at = skipWeekdayRun(scan, at)
		const when = readWhen(scan, at)
		if (!when || !isFree(found, when)) continue
		const described = readDescribingDays(scan, when)
		if (described !== null) {
			at = described - 1
			continue
		}
		const whole = joinRange(when, readRangeEnd(scan, when))
		whens.push(whole)
		at = whole.end - 1
	}
	return whens
}

/** The position behind "monday and tuesday" where both say which things are meant ("… meetings") and none is due then. */
function readDescribingDays(scan: Scan, when: When): number | null {
	if (!isWeekday(scan, when) || !['and', 'or', '&'].includes(wordAt(scan, when.end))) return null
	const second = readWhen(scan, when.end + 1)
	if (!second || !isWeekday(scan, second)) return null
	const thing = scan.tokens[second.end]
	return thing?.kind === 'word' && !isClosed(scan, second.end) && !opensWithVerb(scan.text.slice(thing.start))
		? second.end
		: null
}

/** The second of two days of which the first counts: "on monday or tuesday at 7". */
function readOtherDay(scan: Scan, when: When): When | null {
	if (!['and', 'or', '&'].includes(wordAt(scan, when.end)) || when.day === null) return null
	const second = readWhen(scan, when.end + 1)
	return second !== null && second.day !== null && second.start <= when.end + 1 ? second : null
}

/** One word that names a day of the week. */
const isWeekday = (scan: Scan, { start, end, minutes }: When): boolean =>
	end === start + 1 && minutes === null && weekdays.has(wordAt(scan, start))

/** The end of "10 August - 12 September", which is due when it begins. */
function readRangeEnd(scan: Scan, { start, end }: When): When | null {
	const between = wordAt(scan, start) === 'between' && wordAt(scan, end) === 'and'
	if (!between && !['-', '–', '—', 'to', 'until', 'till', 'through'].includes(wordAt(scan, end))) return null
	const until = readWhen(scan, end + 1)
	return until && until.start <= end + 1 && until.end > end + 1 ? until : null
}

/** A year said of the end counts for the beginning too: "10 August to 12 September 2029". */
function joinRange(when: When, until: When | null): When {
	if (!until) return when
	// "monday - 8:30am"
	if (until.day === null && when.minutes === null) return { ...when, end: until.end, minutes: until.minutes }
	const years = when.day !== null && until.day !== null ? Math.floor((until.day - when.day) / 366) : 0
	return { ...when, end: until.end, day: when.day !== null && years > 0 ? addMonths(when.day, 12 * years) : when.day }
}
