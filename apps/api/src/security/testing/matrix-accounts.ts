import type { Row } from './matrix.ts'

/** Coming and going is open to nobody in particular; the rest is for people's own sessions, never for keys. */
export const accountRows: Record<string, Row> = {
	'POST /api/auth/guest': { sample: () => ({}), own: 201, readKey: 201, public: { anonymous: 201, badToken: 201 } },
	'POST /api/auth/signup': {
		sample: () => ({ body: { email: `new.${crypto.randomUUID()}@example.com`, password: 'long enough for this' } }),
		own: 201,
		readKey: 201,
		public: { anonymous: 201, badToken: 201 },
	},
	'POST /api/auth/login': {
		sample: (_own, { email, password }) => ({ body: { email, password } }),
		own: 200,
		readKey: 200,
		public: { anonymous: 200, badToken: 200 },
		password: true,
	},
	'POST /api/auth/logout': { sample: () => ({}), own: 204, readKey: 204, public: { anonymous: 204, badToken: 401 } },
	'GET /api/auth/me': { sample: () => ({}), own: 200, readKey: 200 },
	'PATCH /api/auth/me': { sample: () => ({ body: { name: 'Changed' } }), own: 200, readKey: 403 },
	'DELETE /api/auth/me': {
		sample: (_own, { password }) => ({ body: { password } }),
		own: 204,
		readKey: 403,
		password: true,
	},
	'GET /api/auth/sessions': { sample: () => ({}), own: 200, readKey: 403 },
	'DELETE /api/auth/sessions/{id}': {
		sample: (own) => ({ params: { id: own.session } }),
		own: 204,
		other: 404,
		readKey: 403,
	},
	'DELETE /api/auth/sessions': { sample: () => ({}), own: 204, readKey: 403 },
	'POST /api/auth/password': {
		sample: (_own, { password }) => ({ body: { current_password: password, new_password: 'another long one' } }),
		own: 204,
		readKey: 403,
		password: true,
	},
	'POST /api/auth/forgot': {
		sample: () => ({ body: { email: 'nobody@example.com' } }),
		own: 503,
		readKey: 503,
		public: { anonymous: 503, badToken: 503 },
	},
	'POST /api/auth/reset': {
		sample: () => ({ body: { token: 'not-a-token', password: 'long enough for this' } }),
		own: 422,
		readKey: 422,
		public: { anonymous: 422, badToken: 422 },
	},
	'GET /api/keys': { sample: () => ({}), own: 200, readKey: 403 },
	'POST /api/keys': { sample: () => ({ body: { name: 'new' } }), own: 201, readKey: 403 },
	'DELETE /api/keys/{id}': { sample: (own) => ({ params: { id: own.key } }), own: 204, other: 404, readKey: 403 },
}
