/** Fields that say that something happened, and to what; never what stands in it. */
const told = ['id', 'n', 'version', 'operation_id', 'undone'] as const
/** Fields that hold such answers themselves, one for each. */
const nested = ['tasks'] as const

/** Which fields an API key that may not read is answered, for the API's description. */
export const receiptFields = { told, nested }

/** The answer of a write for an API key that may not read: a task by its number and version, not by its words. */
export function toReceipt(answer: unknown): unknown {
	if (Array.isArray(answer)) return answer.map(toReceipt)
	if (typeof answer !== 'object' || answer === null) return answer
	return Object.fromEntries(
		Object.entries(answer)
			.filter(([name]) => isOneOf(told, name) || isOneOf(nested, name))
			.map(([name, value]) => [name, isOneOf(nested, name) ? toReceipt(value) : value]),
	)
}

const isOneOf = (names: readonly string[], name: string) => names.includes(name)
