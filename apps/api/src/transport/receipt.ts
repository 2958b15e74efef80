/** Fields that say that something happened, and to what; never what stands in it. */
const told = new Set(['id', 'n', 'version', 'operation_id', 'undone'])

/** The answer of a write for an API key that may not read: a task by its number and version, not by its words. */
export function toReceipt(answer: unknown): unknown {
	if (Array.isArray(answer)) return answer.map(toReceipt)
	if (typeof answer !== 'object' || answer === null) return answer
	return Object.fromEntries(
		Object.entries(answer)
			.filter(([name]) => told.has(name) || name === 'tasks')
			.map(([name, value]) => [name, name === 'tasks' ? toReceipt(value) : value]),
	)
}
