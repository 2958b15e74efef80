import { z } from 'zod'
import type { ZodType } from 'zod'

export type Json = { [name: string]: unknown }

/** Collects what schemas refer to, each under its own name (`.meta({ id })`). */
export interface SchemaCollector {
	/** The schema of what is sent (`input`) or answered (`output`), in the dialect of OpenAPI 3.1. */
	toSchema(schema: ZodType, io: 'input' | 'output'): Json
	readonly components: Json
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

export function createSchemaCollector(): SchemaCollector {
	const components: Json = {}

	function toSchema(schema: ZodType, io: 'input' | 'output'): Json {
		const json: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' })))
		if (!isJson(json)) return {}
		const { $defs, $schema: _dialect, ...root } = json
		if (isJson($defs))
			for (const [name, definition] of Object.entries($defs)) components[name] = pointToComponents(definition)
		return toObject(pointToComponents(root))
	}

	return { toSchema, components }
}

/** References within a schema's own document become references into ours. */
function pointToComponents(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(pointToComponents)
	if (!isJson(value)) return value
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key,
			key === '$ref' && typeof inner === 'string'
				? inner.replace('#/$defs/', '#/components/schemas/')
				: pointToComponents(inner),
		]),
	)
}

const toObject = (value: unknown): Json => (isJson(value) ? value : {})

/** The fields of a flat object, as parameters. */
export function toParameters(schema: Json, where: 'path' | 'query'): Json[] {
	const fields = toObject(schema['properties'])
	const required = Array.isArray(schema['required']) ? schema['required'] : []
	return Object.entries(fields).map(([name, field]) => {
		const { description, ...rest } = toObject(field)
		return {
			name,
			in: where,
			required: where === 'path' || required.includes(name),
			...(description === undefined ? {} : { description }),
			schema: rest,
		}
	})
}
