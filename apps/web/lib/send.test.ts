import { expect, test } from 'vitest'
import { createAlone } from './alone.ts'
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
		alone: createAlone(undefined, 'test'),
		limit: () => new AbortController().signal,
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

/** A server that takes requests and never answers; each ends when its signal aborts. */
function startSilent() {
	const asked: [path: string, key: string | null, limited: boolean][] = []
	const send = createSend({
		fetch: (input, init) => {
			const path = input instanceof Request ? input.url : String(input)
			asked.push([path, new Headers(init?.headers).get('idempotency-key'), Boolean(init?.signal)])
			return new Promise((_, reject) => {
				if (!init?.signal) return reject(new TypeError('broke off'))
				init.signal.addEventListener('abort', () => reject(init.signal?.reason))
			})
		},
		origin: '',
		mayBecomeGuest: () => true,
		onGuest() {},
		onSessionEnded() {},
		alone: createAlone(undefined, 'test'),
		limit: () => AbortSignal.timeout(5),
	})
	return { asked, send }
}

test('a write without an answer is given up, once more tried where its key makes that safe', async () => {
	const { asked, send } = startSilent()
	const keyed = { ...post, headers: { 'idempotency-key': 'k' } }
	await expect(send('/api/tasks/bulk', keyed)).rejects.toMatchObject({ name: 'TimeoutError' })
	expect(asked.splice(0)).toEqual([
		['/api/tasks/bulk', 'k', true],
		['/api/tasks/bulk', 'k', true],
	])
	await expect(send('/api/undo', post)).rejects.toMatchObject({ name: 'TimeoutError' })
	expect(asked.splice(0)).toEqual([['/api/undo', null, true]])
})

test('reading, the assistant and files have as long as they take', async () => {
	const { asked, send } = startSilent()
	const keyed = { ...post, headers: { 'idempotency-key': 'k' } }
	await expect(send('/api/tasks', { method: 'GET', headers: {} })).rejects.toThrow('broke off')
	await expect(send('/api/chat', keyed)).rejects.toThrow('broke off')
	await expect(send('/api/import?format=csv', post)).rejects.toThrow('broke off')
	expect(asked).toEqual([
		['/api/tasks', null, false],
		['/api/chat', 'k', false],
		['/api/import?format=csv', null, false],
	])
})

test('a write that is refused while somebody signs in waits for that, and makes no guest', async () => {
	const signedIn = Promise.withResolvers<void>()
	const alone = createAlone(undefined, 'test')
	const asked: string[] = []
	let known = false
	const send = createSend({
		fetch: async (input, init) => {
			const path = String(input instanceof Request ? input.url : input)
			asked.push(path)
			if (path === '/api/auth/login') {
				await signedIn.promise
				known = true
			}
			return new Response('{}', { status: known ? 200 : 401, headers: new Headers(init?.headers) })
		},
		origin: '',
		mayBecomeGuest: () => true,
		onGuest: () => asked.push('guest'),
		onSessionEnded() {},
		alone,
		limit: () => new AbortController().signal,
	})
	const signingIn = send('/api/auth/login', post)
	const writing = send('/api/tasks', post)
	await expect.poll(() => asked.toSorted()).toEqual(['/api/auth/login', '/api/tasks'])
	signedIn.resolve()
	expect([(await signingIn).status, (await writing).status]).toEqual([200, 200])
	expect(asked.toSorted()).toEqual(['/api/auth/login', '/api/auth/me', '/api/tasks', '/api/tasks'])
})
