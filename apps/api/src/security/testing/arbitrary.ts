import fc from 'fast-check'
import { z } from 'zod'

/** A JSON Schema, as far as it is used to make values. */
interface Node {
	type?: string
	enum?: unknown[]
	const?: unknown
	anyOf?: Node[]
	oneOf?: Node[]
	$ref?: string
	$defs?: Record<string, Node>
	properties?: Record<string, Node>
	required?: string[]
	items?: Node
	minimum?: number
	maximum?: number
	maxLength?: number
	maxItems?: number
	format?: string
}

const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)])

/** What no field expects, or hardly any. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(null, true, '', ' ', [], {}, [[]], [null], 0, -1, 0.5, 1e308, -0, deep(60)),
	fc.constantFrom(2 ** 31, 2 ** 53, -(2 ** 53), 1e21, Number.MIN_VALUE),
	fc.constantFrom('a\u0000b', '\ud800', 'a\udfffb', '\u202eabc', 'e\u0301', '👩‍👩‍👧', '\ufeff', '\u2028', 'ﬁ', 'İ'),
	fc.constantFrom(
		"'; drop table tasks; --",
		'%',
		'_',
		'\\',
		'100%',
		'" or 1=1',
		'$1',
		'?',
		':a',
		'*',
		'NULL',
		'{{7*7}}',
	),
	fc.constantFrom('2026-02-30', '9999-12-31', '0000-01-01', '2026-11-20T24:00', 'FREQ=SECONDLY', 'FREQ=DAILY;COUNT=0'),
	fc.constantFrom('__proto__', 'constructor', 'x'.repeat(201), 'x'.repeat(20_001), '😀'.repeat(200), '٣'),
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.jsonValue({ maxDepth: 2 }),
)

/** Values that fit a schema in most places, and in some not at all. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
	const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
	return toArbitrary(root, root)
}

function toArbitrary(node: Node, root: Node, name = ''): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 14, arbitrary: toFitting(node, root, name) }, { weight: 1, arbitrary: hostile })
}

function toFitting(node: Node, root: Node, name: string): fc.Arbitrary<unknown> {
	if (node.$ref) return toFitting(root.$defs?.[node.$ref.split('/').at(-1) ?? ''] ?? {}, root, name)
	const forms = node.anyOf ?? node.oneOf
	if (forms) return fc.oneof(...forms.map((form) => toFitting(form, root, name)))
	if (node.const !== undefined) return fc.constant(node.const)
	if (node.enum) return fc.constantFrom(...node.enum)
	switch (node.type) {
		case 'null':
			return fc.constant(null)
		case 'boolean':
			return fc.boolean()
		case 'integer':
		case 'number':
			return fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(node.minimum ?? -5, node.maximum ?? 1e6))
		case 'array':
			return fc.array(toArbitrary(node.items ?? {}, root, name), { maxLength: 4 })
		case 'object':
			return toObject(node, root)
		case 'string':
			return toText(node, name)
		default:
			return hostile
	}
}

function toObject({ properties = {}, required = [] }: Node, root: Node): fc.Arbitrary<unknown> {
	const fields = Object.entries(properties).map(([name, one]) => [name, toArbitrary(one, root, name)] as const)
	const optional = Object.keys(properties).filter((name) => !required.includes(name))
	const fitting = fc.subarray(optional, { maxLength: Math.min(4, optional.length) }).chain((chosen) => {
		return fc.record(Object.fromEntries(fields.filter(([name]) => required.includes(name) || chosen.includes(name))))
	})
	const unknown = fc.tuple(fitting, fc.string({ maxLength: 12 }), hostile)
	const incomplete = fc.record(Object.fromEntries(fields), { requiredKeys: [] })
	return fc.oneof(
		{ weight: 12, arbitrary: fitting },
		{ weight: 1, arbitrary: incomplete },
		{ weight: 1, arbitrary: unknown.map(([value, name, extra]) => ({ ...value, [name]: extra })) },
	)
}

/** What fits a text of this name or format, and what nearly does. */
const samples: Record<string, readonly string[]> = {
	date: ['2026-11-20', '2024-02-29', '2026-13-01'],
	uuid: ['6f1c2f0e-8f2c-4a51-9d59-0c8f5d2b7a11', '6f1c2f0e-8f2c-4a51-9d59-0c8f5d2b7a1'],
	email: ['a@example.com', 'A@Exämple.com', 'a@b', '@'],
	due_date: ['2026-11-20', '2026-11-20T17:00', '2026-11-20T17:00:00Z', '2026-03-29T02:30', '2026-11-20T17:00+05:30'],
	at: ['2026-11-20T17:00', '2026-03-29T02:30'],
	time_zone: ['Europe/Vienna', 'UTC', 'america/new_york', 'Etc/GMT+5', 'CET', '+01:00'],
	recurrence: ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=YEARLY;COUNT=2'],
	locale: ['en', 'de-AT', 'zh_Hant_TW', 'x'],
	entity_id: ['1', '2', 'home'],
	message: [
		'add buy milk',
		'show my tasks',
		'mark task 1 as done',
		'delete all tasks',
		'yes',
		'undo',
		"what's due today?",
	],
}
const words = ['buy milk', 'Buy MILK', 'ÄÖÜ', '日本語', 'a b', 'home', '#home', '100% off_a', '1', '2', 'true']

function toText({ format = '', maxLength = 30 }: Node, name: string): fc.Arbitrary<string> {
	const longest = Math.min(maxLength, 30)
	return fc.oneof(
		{ weight: 12, arbitrary: fc.constantFrom(...(samples[name] ?? samples[format] ?? words)) },
		{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: longest }) },
		{ weight: 1, arbitrary: fc.constant('x'.repeat(Math.min(maxLength + 1, 30_000))) },
	)
}
