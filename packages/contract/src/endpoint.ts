import type { ZodType, input, output } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What goes in and what comes out of an endpoint, as schemas; the page sees them as types only. */
export interface EndpointSchemas {
	params?: ZodType
	query?: ZodType
	body?: ZodType
	replies: Record<number, ZodType>
}

/** One operation of the wire: method and path; its schemas are known to the type alone, so that no schema library reaches the page. */
export interface Endpoint<S extends EndpointSchemas = EndpointSchemas> {
	readonly method: Method
	/** Parameters stand in braces: `/api/tasks/{id}`. */
	readonly path: string
	/** Exists for the type checker only. */
	readonly schemas?: S
}

export function defineEndpoint<S extends EndpointSchemas>(method: Method, path: string): Endpoint<S> {
	return { method, path }
}

type Part<S, K extends string> = S extends { [P in K]: infer Z extends ZodType }
	? undefined extends input<Z>
		? { [P in K]?: input<Z> }
		: { [P in K]: input<Z> }
	: { [P in K]?: never }

/** What a caller passes: `{ params, query, body }`, each only where the endpoint has it. */
export type Input<S extends EndpointSchemas> = Part<S, 'params'> &
	Omit<Part<S, 'query'>, 'query'> & { query?: S extends { query: infer Z extends ZodType } ? input<Z> : never } & Part<
		S,
		'body'
	>

/** What the endpoint answers when all is well. */
export type Reply<S extends EndpointSchemas> = output<S['replies'][keyof S['replies']]>
