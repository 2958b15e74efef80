import type { Row } from './matrix.ts'
import type { Things } from './person.ts'

const conversation = (own: Things) => ({ params: { id: own.conversation } })

const turn = (own: Things) => ({ params: { id: own.turn } })

/** The assistant, and what the product says about itself. */
export const chatRows: Record<string, Row> = {
	'POST /api/chat': {
		sample: (own) => ({ body: { message: 'add buy milk', conversation_id: own.conversation } }),
		own: 200,
		readKey: 403,
		foreign: {
			'body.conversation_id': {
				sample: (_own, theirs) => ({ body: { message: 'show my tasks', conversation_id: theirs.conversation } }),
				status: 404,
			},
		},
	},
	'GET /api/chat/turns/{id}/events': { sample: turn, own: 200, other: 404, readKey: 200 },
	'POST /api/chat/turns/{id}/stop': { sample: turn, own: 204, other: 404, readKey: 403 },
	'POST /api/confirmations/{id}': {
		sample: (own) => ({ params: { id: own.confirmation }, body: { answer: 'yes' } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'GET /api/assistant': { sample: () => ({}), own: 200, readKey: 200 },
	'GET /api/conversations': { sample: () => ({}), own: 200, readKey: 200 },
	'GET /api/conversations/{id}/messages': { sample: conversation, own: 200, other: 404, readKey: 200 },
	'PATCH /api/conversations/{id}': {
		sample: (own) => ({ ...conversation(own), body: { title: 'changed' } }),
		own: 200,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/conversations/{id}': { sample: conversation, own: 204, other: 404, readKey: 403 },
	'POST /api/ws/ticket': { sample: () => ({}), own: 201, readKey: 403 },
	// A plain request is no WebSocket, whoever sends it.
	'GET /api/ws': { sample: () => ({}), own: 426, readKey: 426, public: { anonymous: 426, badToken: 426 } },
	'GET /api/health': { sample: () => ({}), own: 200, readKey: 200, public: { anonymous: 200, badToken: 200 } },
	'GET /api/openapi.json': { sample: () => ({}), own: 200, readKey: 200, public: { anonymous: 200, badToken: 200 } },
	'GET /api/docs': { sample: () => ({}), own: 200, readKey: 200, public: { anonymous: 200, badToken: 200 } },
	'GET /api/docs/{file}': {
		sample: () => ({ params: { file: 'swagger-ui.css' } }),
		own: 200,
		readKey: 200,
		public: { anonymous: 200, badToken: 200 },
	},
}
