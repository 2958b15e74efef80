import { z } from 'zod'

/** C0 controls but tab and line ends, and DEL; NUL among them, which PostgreSQL can't store. */
const controlCharacters = /(?![\t\n\r])\p{Cc}/u

/** Code points, as JSON Schema counts them. */
const countCharacters = (value: string) => Array.from(value).length

const control = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f`
const space = String.raw`\t\n\u000b\u000c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`
const inked = `[^${control}${space}]`

/**
 * The rule of `text`, as a pattern for the API's description: every class is spelled out, since engines differ in `\s`. The
 * greatest length stands in it, because space around the text does not count.
 */
function textPattern(min: number, max: number): string {
	const words = `${inked}(?:[^${control}]{0,${max - 2}}${inked})?`
	return min === 0 ? `^[${space}]*(?:${words})?[${space}]*$` : `^[${space}]*${words}[${space}]*$`
}

/** Text as people type it: surrounding space removed, 1–`max` characters (code points), no control characters but tab and line ends. */
export const text = (max: number, min = 1) =>
	z
		.string()
		.trim()
		.superRefine((value, context) => {
			if (!value.isWellFormed())
				return context.addIssue({ code: 'custom', message: 'must be well-formed Unicode text' })
			if (controlCharacters.test(value))
				return context.addIssue({ code: 'custom', message: 'must not contain control characters' })
			const length = value.length > max ? countCharacters(value) : value.length
			if (length > max) context.addIssue({ code: 'custom', message: `must have at most ${max} characters` })
			if (length < min)
				context.addIssue({
					code: 'custom',
					message: min === 1 ? 'must not be empty' : `must have at least ${min} characters`,
				})
		})
		.meta({ minLength: min, pattern: textPattern(min, max) })

/** A whole number in a path or query: plain digits without a sign, an exponent, spaces or zeros before them. */
export const digits = (min: number, max: number) =>
	z
		.union(
			[
				z.number(),
				z
					.string()
					.regex(/^(?:0|[1-9]\d*)$/)
					.transform(Number),
			],
			'must be a whole number in plain digits',
		)
		.pipe(z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`))
		.meta({ type: 'integer', minimum: min, maximum: max })

/** An id in a path or query, within PostgreSQL's integer. */
export const id = digits(1, 2_147_483_647)

/** A user's version in a query. */
export const version = digits(0, Number.MAX_SAFE_INTEGER)

/** An id inside a JSON body. */
export const bodyId = z.int().min(1).max(2_147_483_647)

/** A whole number that fits a JavaScript number and PostgreSQL's bigint. */
export const position = z.int().min(-9_007_199_254_740_991).max(9_007_199_254_740_991)

const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Whether year, month and day name a day of the calendar between years 1900 and 9998. */
export function isCalendarDay(date: string): boolean {
	const [year, month, dayOfMonth] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
	return (
		year >= 1900 &&
		year <= 9998 &&
		month >= 1 &&
		month <= 12 &&
		dayOfMonth >= 1 &&
		dayOfMonth <= daysInMonth(year, month)
	)
}

/** `YYYY-MM-DD`. */
export const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-20')
	.refine(isCalendarDay, 'must be a day of the calendar')
	.meta({ format: 'date' })

/** A due date as clients may send it: a day, a local time, or an instant with `Z` or an offset (converted to the user's zone). */
export const dueDateInput = z
	.string()
	.regex(
		/^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)?)?$/,
		'must be a day (2026-11-20), a local time (2026-11-20T17:00) or an instant (2026-11-20T17:00:00Z)',
	)
	.refine(isCalendarDay, 'must be a day of the calendar')

/** A due date as the API answers it: `YYYY-MM-DD` or local `YYYY-MM-DDTHH:MM`. */
export const dueDate = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/)

/** An instant in UTC, RFC 3339. */
export const instant = z.string().meta({ format: 'date-time' })

/** An IANA time zone name that this runtime knows. */
export const timeZone = z
	.string()
	.max(64)
	.refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')
	.meta({ examples: ['Europe/Berlin', 'America/New_York', 'UTC'] })

function isTimeZone(name: string): boolean {
	// Intl also takes offsets such as +01:00; those lose daylight saving, so only names pass.
	if (!/^[A-Za-z]/.test(name)) return false
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
	} catch {
		return false
	}
}

/** A tag's name: stored in lower case, without `#`, without spaces or commas. */
export const tagName = text(50)
	.transform((value) => value.replace(/^#/, '').normalize('NFKC').toLowerCase())
	.refine(
		(value) => /^[^\s,#]+$/u.test(value) && countCharacters(value) <= 50,
		'must be one word without spaces, commas or #',
	)
	.meta({ minLength: 1, pattern: `^[${space}]*#?[^${control}${space},#]{1,50}[${space}]*$` })

export const colour = z.enum(['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'])

export const flag = z
	.enum(['true', 'false', '1', '0'], 'must be true or false')
	.transform((value) => value === 'true' || value === '1')

/** A UUID made by the client, unique per user for ever: creating again with it answers the task made before. */
export const clientId = z.uuid('must be a UUID')
