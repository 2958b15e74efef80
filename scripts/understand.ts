import { createInterface } from 'node:readline'
import { parseTask } from '@todo/language'

/** Shows what the assistant would understand: one JSON question per line in, one JSON answer per line out. */
const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
for await (const line of lines) {
	if (line.trim() !== '') process.stdout.write(`${JSON.stringify(answer(line))}\n`)
}

function answer(line: string): object {
	const q = JSON.parse(line)
	if (q.op !== 'understand') return { id: q.id }
	const t = parseTask(q.text, { now: q.now, timeZone: q.time_zone })
	return { id: q.id, title: t.title, due_date: t.due_date, recurrence: t.recurrence, repeat_from: t.repeat_from }
}
