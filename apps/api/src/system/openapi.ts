import { endpoints } from '@todo/contract'
import type { Endpoint } from '@todo/contract'
import { system } from '@todo/contract/schemas'
import { toScopes } from '../transport/handle.ts'
import type { Operation } from '../transport/handle.ts'
import { receiptFields } from '../transport/receipt.ts'
import { listRefusals, toRefusalComponents, toRefusalReference } from './openapi-errors.ts'
import { createSchemaCollector, toParameters } from './openapi-schemas.ts'
import type { Json, SchemaCollector } from './openapi-schemas.ts'

/** The API in OpenAPI 3.1, from the very schemas that parse its requests. */
export function describeApi(operations: readonly Operation[], version: string): Json {
	const collector = createSchemaCollector()
	const known = nameEndpoints()
	collector.toSchema(system.problem, 'output')
	const paths: { [path: string]: Json } = {}
	for (const operation of operations) {
		const { method, path } = operation.endpoint
		paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(operation, known, collector) }
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'To-do list and chatbot',
			version,
			description:
				'Errors are problem documents (RFC 9457) with a stable `code`. Instants are RFC 3339 in UTC. A write takes an `Idempotency-Key` where that header is named. Each resource also answers below `/api/{user_id}/…` for the signed-in user.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: '/' }],
		security: [{ token: [] }, { session: [] }, { secureSession: [] }],
		tags: [...new Set([...known.values()].map(({ tag }) => tag))].map((name) => ({ name })),
		paths,
		components: {
			schemas: collector.components,
			responses: toRefusalComponents(),
			parameters: headerParameters,
			securitySchemes: {
				token: { type: 'http', scheme: 'bearer', description: 'A token of sign-up or sign-in, or an API key.' },
				session: { type: 'apiKey', in: 'cookie', name: 'todo.session' },
				secureSession: { type: 'apiKey', in: 'cookie', name: '__Host-todo.session', description: 'Over https.' },
			},
		},
	}
}

const headerParameters: Json = {
	IdempotencyKey: {
		name: 'Idempotency-Key',
		in: 'header',
		description: 'The write happens once, however often it is sent with this key within 24 hours.',
		schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
	},
	IfMatch: {
		name: 'If-Match',
		in: 'header',
		description: 'Only where it is still at this version, as an earlier answer’s `ETag` named it.',
		schema: { type: 'string' },
	},
	IfNoneMatch: {
		name: 'If-None-Match',
		in: 'header',
		description: 'Answers 304 where nothing has changed since the answer with this `ETag`.',
		schema: { type: 'string' },
	},
}

interface Name {
	id: string
	tag: string
}

/** The contract's own names: `tasks.createTask` becomes operation `createTask` of the tag `tasks`. */
function nameEndpoints(): Map<Endpoint, Name> {
	const groups = Object.entries<Record<string, Endpoint>>({ ...endpoints })
	return new Map(
		groups.flatMap(([tag, group]) => Object.entries(group).map(([id, endpoint]) => [endpoint, { id, tag }])),
	)
}

function describeOperation(operation: Operation, known: Map<Endpoint, Name>, collector: SchemaCollector): Json {
	const { endpoint, schemas: parts, public: open, options } = operation
	const { id, tag } = known.get(endpoint) ?? toName(endpoint)
	const parameters = [
		...(parts.params ? toParameters(collector.toSchema(parts.params, 'input'), 'path') : []),
		...(parts.query ? toParameters(collector.toSchema(parts.query, 'input'), 'query') : []),
		...listHeaders(operation).map((name) => ({ $ref: `#/components/parameters/${name}` })),
	]
	return {
		operationId: id,
		tags: [tag],
		summary: options.summary ?? toSentence(id),
		...(open ? {} : { description: describeAccess(operation) }),
		...(parameters.length > 0 ? { parameters } : {}),
		...describeBody(operation, collector),
		responses: {
			...describeReplies(operation, collector),
			...Object.fromEntries(listRefusals(operation).map(toRefusalReference)),
		},
		...(open ? { security: [] } : {}),
	}
}

/** What an API key must be allowed, and what it is answered. */
function describeAccess({ endpoint, options }: Operation): string {
	if (options.sessionOnly) return 'For people who are signed in: no API key may do this.'
	const { scopeIf, alsoNeeds } = options
	const usual = toScopes(endpoint, options).map((scope) => `\`${scope}\``)
	const other = scopeIf ? `, or \`${scopeIf.scope}\` alone ${scopeIf.when}` : ''
	const needs = [`Scope of an API key: ${usual.join(' and ')}${other}.`, alsoNeeds ?? []].flat().join(' ')
	if (endpoint.method === 'GET' || options.reads) return needs
	return `${needs} A key without \`tasks:read\` is answered ${options.echoes ? 'in full: a report of counts and reasons' : receipt}.`
}

const listFields = (names: readonly string[]) =>
	new Intl.ListFormat('en', { style: 'long' }).format(names.map((name) => `\`${name}\``))
const receipt = `no more than ${listFields(receiptFields.told)}, and of each one in ${listFields(receiptFields.nested)} as little`

/** Accounts, keys, addresses and tickets are no part of the history: neither key nor version holds there. */
function listHeaders({ endpoint: { method }, public: open, options }: Operation): string[] {
	if (open) return []
	if (method === 'GET') return ['IfNoneMatch']
	if (options.sessionOnly) return []
	return options.ifMatch ? ['IdempotencyKey', 'IfMatch'] : ['IdempotencyKey']
}

function describeBody({ schemas: { body }, options }: Operation, collector: SchemaCollector): Json {
	const content: Json = {}
	if (body) content['application/json'] = { schema: collector.toSchema(body, 'input') }
	for (const type of options.consumes ?? []) content[type] ??= {}
	if (Object.keys(content).length === 0) return {}
	return { requestBody: { required: body ? !body.safeParse(undefined).success : true, content } }
}

function describeReplies({ endpoint, public: open, schemas, options }: Operation, collector: SchemaCollector): Json {
	const replies: Json = {}
	for (const [status, schema] of Object.entries(schemas.replies)) {
		const described = collector.toSchema(schema, 'output')
		const types = options.produces ?? ['application/json']
		const isEmpty = status === '204' || status === '101'
		replies[status] = {
			description: status === '101' ? 'The WebSocket is open.' : isEmpty ? 'Done.' : 'Well.',
			...(options.answerHeaders ? { headers: describeHeaders(options.answerHeaders) } : {}),
			...(isEmpty
				? {}
				: {
						content: Object.fromEntries(
							types.map((type) => [type, type === 'application/json' ? { schema: described } : {}]),
						),
					}),
		}
	}
	if (endpoint.method === 'GET' && !open) replies['304'] = { description: 'Nothing has changed since that `ETag`.' }
	return replies
}

const describeHeaders = (headers: NonNullable<Operation['options']['answerHeaders']>): Json =>
	Object.fromEntries(
		Object.entries(headers).map(([name, { type, description }]) => [name, { description, schema: { type } }]),
	)

/** An endpoint outside the contract: named by what it is. */
function toName({ method, path }: Endpoint): Name {
	const words = path.replace('/api/', '').split(/\W+/).filter(Boolean)
	const id = [method.toLowerCase(), ...words]
	return {
		id: id.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join(''),
		tag: 'system',
	}
}

/** `createTask` → "Create task". */
function toSentence(id: string): string {
	const words = id.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)
	return words.charAt(0).toUpperCase() + words.slice(1)
}
