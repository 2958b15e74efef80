/**
 * Shows what the assistant would understand, and changes nothing: one JSON question per line in, one JSON answer per
 * line out, with the same id. A line that is no question is answered by `{id, error}`.
 */
import { createInterface } from 'node:readline'
import { parseRecurrence, parseTask } from '@todo/language'
import { expand, nextDue } from '@todo/language/recurrence'

interface Question {
	id: unknown
	op: string
	text: (name: string) => string
	limit: number
}

const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
for await (const line of lines) {
	if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line))}\n`)
}

function answer(line: string): object {
	let id: unknown = null
	try {
		const question = readQuestion(line)
		id = question.id
		return { id, ...understand(question) }
	} catch (error) {
		return { id, error: error instanceof Error ? error.message : 'This question could not be read.' }
	}
}

function readQuestion(line: string): Question {
	const value: unknown = JSON.parse(line)
	const fields = new Map(Object.entries(value !== null && typeof value === 'object' ? value : {}))
	const text = (name: string): string => {
		const field: unknown = fields.get(name)
		if (typeof field !== 'string') throw new TypeError(`"${name}" must be text`)
		return field
	}
	return { id: fields.get('id') ?? null, op: text('op'), text, limit: Number(fields.get('limit') ?? 10) }
}

function understand({ op, text, limit }: Question): object {
	if (op === 'expand') return { occurrences: expand(text('rule'), limit) }
	if (op === 'complete') return complete(text('text'), text('due'), text('done'))
	if (op !== 'understand') throw new TypeError(`"op" must be understand, complete or expand`)
	const task = parseTask(text('text'), { now: text('now'), timeZone: text('time_zone') })
	const { title, due_date, recurrence, repeat_from, priority, tags, reminders } = task
	return { title, due_date, recurrence, repeat_from, priority, tags, reminders }
}

function complete(typed: string, due: string, done: string): object {
	const context = { now: `${due.slice(0, 10)}T00:00:00`, timeZone: 'UTC' }
	const repeat = parseRecurrence(typed, context)
	if (!repeat) return { next_due: null }
	const { recurrence, repeat_from } = repeat
	return { next_due: nextDue({ recurrence, repeat_from, due_date: due, completed_at: done, timeZone: 'UTC' }) }
}
