export interface Difference {
	before: Record<string, unknown>
	after: Record<string, unknown>
}

/** The fields in which `wanted` differs from `current`, as they were and as they will be; undefined where none does. */
export function toDifference(current: object, wanted: object): Difference | undefined {
	const difference: Difference = { before: {}, after: {} }
	for (const [field, value] of Object.entries(wanted)) {
		const before: unknown = Reflect.get(current, field)
		if (value === undefined || JSON.stringify(before) === JSON.stringify(value)) continue
		difference.before[field] = before
		difference.after[field] = value
	}
	return Object.keys(difference.after).length > 0 ? difference : undefined
}
