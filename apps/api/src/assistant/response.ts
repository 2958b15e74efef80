import type { Message } from '@todo/contract'
import { sayLine } from './words.ts'
import type { Reader } from './words.ts'

const mostLines = 50

/** The whole answer as text, for clients that show nothing else: what was found stands below it, line by line. */
export function toResponse(
	{ content, tasks, operation_id, suggestions, confirmation }: Message,
	reader: Reader,
): string {
	const lines =
		operation_id === null
			? tasks.slice(0, mostLines).map((task, at) => sayLine(task, tasks.length > 1 ? at + 1 : null, reader))
			: []
	if (tasks.length > mostLines && lines.length > 0) lines.push(`… and ${tasks.length - mostLines} more`)
	if (confirmation?.status === 'pending') lines.push('Say yes or no.')
	else if (lines.length === 0) lines.push(...suggestions.map(({ label }) => `• ${label}`))
	return [content, ...lines].join('\n')
}
