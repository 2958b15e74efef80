import type { Row } from './matrix.ts'
import type { Things } from './person.ts'

const task = (own: Things) => ({ params: { id: own.task } })

/** Where a task may name other things, by field; each with somebody else's in it. */
const places = ['list_id', 'section_id', 'parent_id'] as const
const thingOf = { list_id: 'list', section_id: 'section', parent_id: 'task' } as const
const foreignPlaces = (
	prefix: string,
	toSample: (own: Things, field: Record<string, number>) => ReturnType<Row['sample']>,
): NonNullable<Row['foreign']> =>
	Object.fromEntries(
		places.map((field) => [
			`${prefix}${field}`,
			{ sample: (own, theirs) => toSample(own, { [field]: theirs[thingOf[field]] }), status: 422 },
		]),
	)

const changes: Pick<Row, 'sample' | 'own' | 'other' | 'readKey' | 'foreign'> = {
	sample: (own) => ({ ...task(own), body: { title: 'changed' } }),
	own: 200,
	other: 404,
	readKey: 403,
	foreign: foreignPlaces('body.', (own, field) => ({ ...task(own), body: field })),
}
const complete: Row = {
	sample: (own) => ({ ...task(own), body: { completed: true } }),
	own: 200,
	other: 404,
	readKey: 403,
}

export const taskRows: Record<string, Row> = {
	'GET /api/tasks': {
		sample: (own) => ({ query: { list: own.list, parent: own.task } }),
		own: 200,
		readKey: 200,
		foreign: {
			'query.list': { sample: (_own, theirs) => ({ query: { list: theirs.list } }), status: 200 },
			'query.parent': { sample: (_own, theirs) => ({ query: { parent: theirs.task } }), status: 200 },
		},
	},
	'POST /api/tasks': {
		sample: (own) => ({ body: { title: 'new', list_id: own.list, section_id: own.section, parent_id: own.task } }),
		own: 201,
		readKey: 403,
		foreign: foreignPlaces('body.', (_own, field) => ({ body: { title: 'new', ...field } })),
		harmless: ['body.client_id'],
	},
	'POST /api/tasks/bulk': {
		sample: (own) => ({ body: { action: 'update', ids: [own.task, own.subtask], changes: { priority: 'high' } } }),
		own: 200,
		readKey: 403,
		foreign: {
			'body.ids': {
				sample: (own, theirs) => ({ body: { action: 'delete', ids: [own.task, theirs.task] } }),
				status: 404,
			},
			...foreignPlaces('body.tasks.', (_own, field) => ({
				body: { action: 'create', tasks: [{ title: 'new', ...field }] },
			})),
			...foreignPlaces('body.changes.', (own, field) => ({
				body: { action: 'update', ids: [own.task], changes: field },
			})),
		},
		harmless: ['body.tasks.client_id'],
	},
	'GET /api/tasks/{id}': { sample: task, own: 200, other: 404, readKey: 200 },
	'PATCH /api/tasks/{id}': changes,
	'PUT /api/tasks/{id}': changes,
	'DELETE /api/tasks/{id}': { sample: task, own: 204, other: 404, readKey: 403 },
	'PATCH /api/tasks/{id}/complete': complete,
	'PATCH /api/tasks/{id}/toggle': complete,
	'POST /api/tasks/{id}/move': {
		sample: (own) => ({ ...task(own), body: { after_id: own.recurring } }),
		own: 200,
		other: 404,
		readKey: 403,
		foreign: {
			'body.after_id': {
				sample: (own, theirs) => ({ ...task(own), body: { after_id: theirs.task } }),
				status: 422,
			},
		},
	},
	'POST /api/tasks/{id}/restore': {
		sample: (own) => ({ params: { id: own.trashed } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/tasks/{id}/completions/{n}': {
		sample: (own) => ({ params: { id: own.recurring, n: 1 } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'GET /api/stats': { sample: () => ({}), own: 200, readKey: 200 },
	'GET /api/trash': { sample: () => ({}), own: 200, readKey: 200 },
	'DELETE /api/trash': { sample: () => ({}), own: 204, readKey: 403 },
	'DELETE /api/trash/{id}': { sample: (own) => ({ params: { id: own.trashed } }), own: 204, other: 404, readKey: 403 },
	'GET /api/completions': { sample: () => ({}), own: 200, readKey: 200 },
	'GET /api/changes': {
		sample: (own) => ({ query: { before: 100_000, entity: 'task', entity_id: own.task } }),
		own: 200,
		readKey: 200,
		foreign: {
			'query.entity_id': {
				sample: (_own, theirs) => ({ query: { before: 100_000, entity: 'task', entity_id: theirs.task } }),
				status: 200,
			},
		},
	},
	'POST /api/undo': {
		sample: (own) => ({ body: { operation_id: own.operation } }),
		own: 200,
		readKey: 403,
		foreign: {
			'body.operation_id': {
				sample: (_own, theirs) => ({ body: { operation_id: theirs.operation } }),
				status: 404,
			},
		},
	},
}
