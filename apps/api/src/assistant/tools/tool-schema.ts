import type { ZodType } from 'zod'
import { z } from 'zod'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Longer than the pattern of any date or time: what it says of a text's characters is for programs, not for models. */
const longestPattern = 160

/** A tool's input or output as models and agents are shown it: JSON Schema, without what costs them tokens and says them nothing. */
export function toToolSchema(
	schema: ZodType,
	io: 'input' | 'output',
	target: 'draft-7' | 'draft-2020-12',
): { [key: string]: Json } {
	const { $schema: _dialect, ...shown } = z.toJSONSchema(schema, {
		io,
		target,
		unrepresentable: 'any',
		override({ jsonSchema }) {
			const { pattern } = jsonSchema
			if (typeof pattern !== 'string' || pattern.length <= longestPattern) return
			delete jsonSchema.pattern
			// Between the first and the last character, which are no spaces.
			const inside = /\{0,(\d+)\}/.exec(pattern)?.[1]
			if (inside !== undefined) jsonSchema.maxLength = Number(inside) + 2
		},
	})
	return toJson(shown)
}

/** zod writes plain JSON. */
const toJson = (value: object) => value as { [key: string]: Json }
