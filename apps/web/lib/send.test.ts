import { expect, test } from 'vitest'
import { createSend } from './send.ts'

const guest = {
	token: 't',
	access_token: 't',
	token_type: 'bearer',
	user: { id: 'g', email: null, name: 'Guest', guest: true, created_at: '' },
}
const post = { method: 'POST', headers: {}, body: '{}' }

/** A server that knows nobody until a guest is made. */
function start(mayBecomeGuest: boolean) {
	const asked: string[] = []
	let known = false
	const send = createSend({
		fetch: async (input, init) => {
			const path = input instanceof Request ? input.url : String(input)
			asked.push(`${init?.method} ${path}`)
			if (path === '/api/auth/guest') {
				known = true
				return Response.json(guest, { status: 201 })
			}
			return known ? Response.json({}) : new Response('{}', { status: 401 })
		},
		origin: '',
		mayBecomeGuest: () => mayBecomeGuest,
		onGuest: ({ user }) => asked.push(`is ${user.id}`),
		onSessionEnded: () => asked.push('ended'),
	})
	return { asked, send }
}

test('a visit makes no guest; the first write makes one, once, and is sent again', async () => {
	const { asked, send } = start(true)
	expect((await send('/api/tasks', { method: 'GET', headers: {} })).status).toBe(401)
	expect(asked).toEqual(['GET /api/tasks'])
	const [one, two] = await Promise.all([send('/api/tasks', post), send('/api/tasks', post)])
	expect([one.status, two.status]).toEqual([200, 200])
	expect(asked.filter((entry) => entry.includes('guest'))).toEqual(['POST /api/auth/guest'])
	expect(asked.filter((entry) => entry === 'is g')).toHaveLength(1)
})

test('who had an account does not silently become a guest when the session ends', async () => {
	const { asked, send } = start(false)
	expect((await send('/api/tasks', post)).status).toBe(401)
	expect(asked).toEqual(['POST /api/tasks', 'ended'])
})
