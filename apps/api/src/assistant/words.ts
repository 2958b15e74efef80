import { sayTime, type Task } from '@todo/contract'
import { describeRecurrence } from '@todo/language'

/** How this person reads dates and times. */
export interface Reader {
	/** The person's wall clock: `YYYY-MM-DDTHH:MM:SS`. */
	readonly now: string
	readonly dayFirst: boolean
	/** Decides how hours are counted, here as in the page. */
	readonly locale: string
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const dayNumber = (day: string) => Date.parse(`${day}T00:00Z`) / 86_400_000

/** "Sat 21 Nov", or "Sat, Nov 21" for those who put the month first; the year where it is another one. */
export function sayDate(day: string, { now, dayFirst }: Reader): string {
	const weekday = weekdays[new Date(`${day}T00:00Z`).getUTCDay()] ?? ''
	const month = months[Number(day.slice(5, 7)) - 1] ?? ''
	const number = Number(day.slice(8, 10))
	const year = day.slice(0, 4) === now.slice(0, 4) ? '' : day.slice(0, 4)
	if (dayFirst) return [weekday, number, month, year].filter(Boolean).join(' ')
	return `${weekday}, ${month} ${number}${year && `, ${year}`}`
}

/** "today", "tomorrow, Sat 21 Nov", "Fri 27 Nov". */
export function sayDay(day: string, reader: Reader): string {
	const distance = dayNumber(day) - dayNumber(reader.now.slice(0, 10))
	if (distance === 0) return 'today'
	if (distance === 1) return `tomorrow, ${sayDate(day, reader)}`
	if (distance === -1) return `yesterday, ${sayDate(day, reader)}`
	return sayDate(day, reader)
}

/** A due date: "tomorrow, Sat 21 Nov, 09:00", or "…, 9:00 AM" for those who count hours to twelve. */
export function sayDue(due: string, reader: Reader): string {
	const day = sayDay(due.slice(0, 10), reader)
	return due.length > 10 ? `${day}, ${sayTime(due.slice(11, 16), reader.locale)}` : day
}

const longestTitle = 80

/** A title as people quote it: cut where it is very long, on one line. */
export function quote(title: string): string {
	const line = title.replaceAll(/\s+/g, ' ')
	const characters = Array.from(line)
	return `“${characters.length > longestTitle ? `${characters.slice(0, longestTitle - 1).join('')}…` : line}”`
}

/** "a", "a and b", "a, b and c"; past `most` "a, b and 5 more". */
export function join(items: readonly string[], most = Number.POSITIVE_INFINITY, word = 'and'): string {
	if (items.length > most) return `${items.slice(0, most - 1).join(', ')} ${word} ${items.length - most + 1} more`
	if (items.length < 2) return items[0] ?? ''
	return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}

export const quoteAll = (tasks: readonly Pick<Task, 'title'>[], most = 5): string =>
	join(
		tasks.map(({ title }) => quote(title)),
		most,
	)

/** "1 task", "3 tasks", "no tasks". */
export const count = (number: number, noun = 'task'): string =>
	`${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What is special about a task, for one line: "tomorrow, Sat 21 Nov; every week; high priority; #home". */
export function sayDetails(task: Task, reader: Reader): string {
	const parts = [
		task.due_date === null ? '' : sayDue(task.due_date, reader),
		task.recurrence === null ? '' : describeRecurrence(task.recurrence),
		task.priority === 'none' ? '' : `${task.priority} priority`,
		task.tags.map((tag) => `#${tag}`).join(' '),
	]
	return parts.filter(Boolean).join('; ')
}

/** A line for clients that show text alone: "3. Buy milk (today)", numbered as "task 3" then means it. */
export function sayLine(task: Task, number: number | null, reader: Reader): string {
	const details = sayDetails(task, reader)
	return `${number === null ? '•' : `${number}.`} ${task.completed ? '✓ ' : ''}${task.title.replaceAll(/\s+/g, ' ')}${details && ` (${details})`}`
}
