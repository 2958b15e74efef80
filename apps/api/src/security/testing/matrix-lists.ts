import type { Row } from './matrix.ts'
import type { Things } from './person.ts'

const list = (own: Things) => ({ params: { id: own.list } })
const section = (own: Things) => ({ params: { id: own.section } })
const tag = (own: Things) => ({ params: { name: own.tag } })

/** Lists, sections, tags, settings, and what goes in and out as a file. */
export const listRows: Record<string, Row> = {
	'GET /api/lists': { sample: () => ({}), own: 200, readKey: 200 },
	'POST /api/lists': {
		sample: () => ({ body: { name: 'new' } }),
		own: 201,
		readKey: 403,
		harmless: ['body.client_id'],
	},
	'GET /api/lists/{id}': { sample: list, own: 200, other: 404, readKey: 200 },
	'PATCH /api/lists/{id}': {
		sample: (own) => ({ ...list(own), body: { name: 'changed' } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/lists/{id}': { sample: list, own: 204, other: 404, readKey: 403 },
	'GET /api/sections': { sample: () => ({}), own: 200, readKey: 200 },
	'POST /api/sections': {
		sample: (own) => ({ body: { name: 'new', list_id: own.list } }),
		own: 201,
		readKey: 403,
		foreign: {
			'body.list_id': { sample: (_own, theirs) => ({ body: { name: 'new', list_id: theirs.list } }), status: 422 },
		},
	},
	'PATCH /api/sections/{id}': {
		sample: (own) => ({ ...section(own), body: { name: 'changed' } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/sections/{id}': { sample: section, own: 204, other: 404, readKey: 403 },
	'GET /api/tags': { sample: () => ({}), own: 200, readKey: 200 },
	'PATCH /api/tags/{name}': {
		sample: (own) => ({ ...tag(own), body: { colour: 'red' } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/tags/{name}': { sample: tag, own: 204, other: 404, readKey: 403 },
	'GET /api/settings': { sample: () => ({}), own: 200, readKey: 200 },
	'PATCH /api/settings': {
		sample: (own) => ({ body: { default_list_id: own.list } }),
		own: 200,
		readKey: 403,
		foreign: {
			'body.default_list_id': { sample: (_own, theirs) => ({ body: { default_list_id: theirs.list } }), status: 422 },
		},
	},
	'GET /api/export': { sample: () => ({}), own: 200, readKey: 200 },
	'POST /api/import': {
		sample: () => ({ query: { dry_run: 'true' }, body: [{ title: 'from elsewhere' }] }),
		own: 200,
		readKey: 403,
		harmless: ['query.list'],
	},
	'GET /api/calendar': { sample: () => ({}), own: 200, readKey: 403 },
	'POST /api/calendar': { sample: () => ({}), own: 201, readKey: 403 },
	'DELETE /api/calendar': { sample: () => ({}), own: 204, readKey: 403 },
	// The address itself is the secret: whoever has it may read, whoever they are.
	'GET /api/calendar/{file}': {
		sample: (own) => ({ params: { file: own.calendarFile } }),
		own: 200,
		readKey: 200,
		public: { anonymous: 200, badToken: 200 },
	},
}
