/** Answers the protocol of `scripts/understand.ts` with chrono-node and nothing else, for comparison. */
import { createInterface } from 'node:readline'
import * as chrono from 'chrono-node/en'

for await (const line of createInterface({ input: process.stdin })) {
	const { id, op, text, now } = JSON.parse(line)
	const due_date = op === 'understand' ? readDue(String(text), String(now)) : null
	process.stdout.write(`${JSON.stringify({ id, title: text, due_date, recurrence: null, repeat_from: 'due' })}\n`)
}

function readDue(text: string, now: string): string | null {
	const reference = { instant: new Date(`${now.slice(0, 19)}Z`), timezone: 0 }
	const start = chrono.parse(text, reference, { forwardDate: true })[0]?.start
	if (!start) return null
	const at = (part: 'year' | 'month' | 'day' | 'hour' | 'minute', width: number): string =>
		String(start.get(part) ?? 0).padStart(width, '0')
	const day = `${at('year', 4)}-${at('month', 2)}-${at('day', 2)}`
	return start.isCertain('hour') ? `${day}T${at('hour', 2)}:${at('minute', 2)}` : day
}
