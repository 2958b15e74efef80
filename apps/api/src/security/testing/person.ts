import { z } from 'zod'
import type { Wired } from '../../wire.ts'
import { ask, bearer } from './request.ts'
import type { Answer } from './request.ts'

/** One of each thing that has a number or name of its own, in somebody's account. */
export interface Things {
	list: number
	section: number
	task: number
	subtask: number
	trashed: number
	/** Recurs, and its first occurrence is done. */
	recurring: number
	tag: string
	conversation: number
	confirmation: string
	turn: string
	operation: string
	session: string
	key: string
	calendarFile: string
}

export interface Person {
	userId: string
	token: string
	/** The session's cookie, as a browser sends it back. */
	cookie: string
	/** Stands in everything they wrote: nobody else may ever read it. */
	secret: string
	email: string
	password: string
	/** An API key that may read tasks and nothing else. */
	readKey: string
	things: Things
}

const id = z.object({ id: z.int() })
const name = z.object({ id: z.string() })

export interface PersonOptions {
	/** So many things are made first, so that two people share no numbers. */
	filler?: number
	/** Came in without an account: has no password. */
	guest?: boolean
}

/** Somebody who has one of everything. */
export async function addPerson(
	wired: Wired,
	secret: string,
	{ filler = 0, guest = false }: PersonOptions = {},
): Promise<Person> {
	const email = `${secret.replaceAll(' ', '.')}@example.com`
	const password = `${secret} is long enough`
	const entrance = guest ? '/api/auth/guest' : '/api/auth/signup'
	const signedUp = await ask(
		wired,
		{ method: 'POST', path: entrance },
		{ body: guest ? {} : { email, password, name: secret } },
	)
	const { token, user } = z.object({ token: z.string(), user: name }).parse(need(signedUp).json)
	const post = async (path: string, body?: unknown, method: 'POST' | 'PATCH' | 'DELETE' = 'POST') =>
		need(await ask(wired, { method, path }, body === undefined ? {} : { body }, bearer(token))).json
	const add = async (path: string, body: unknown) => id.parse(await post(path, body)).id

	for (let n = 0; n < filler; n += 1) {
		const list = await add('/api/lists', { name: `filler ${n}` })
		await add('/api/sections', { list_id: list, name: `filler ${n}` })
		await add('/api/tasks', { title: `filler ${n}` })
		await post('/api/chat', { message: 'hello' })
	}
	const list = await add('/api/lists', { name: `${secret} list` })
	const section = await add('/api/sections', { list_id: list, name: `${secret} section` })
	const tag = secret.replaceAll(' ', '-').toLowerCase()
	const task = await add('/api/tasks', { title: `${secret} task`, list_id: list, section_id: section, tags: [tag] })
	const subtask = await add('/api/tasks', { title: `${secret} subtask`, parent_id: task })
	const trashed = await add('/api/tasks', { title: `${secret} trash` })
	await post(`/api/tasks/${trashed}`, undefined, 'DELETE')
	const due = { due_date: '2026-11-20', recurrence: 'FREQ=DAILY' }
	const recurring = await add('/api/tasks', { title: `${secret} again`, ...due })
	await post(`/api/tasks/${recurring}/complete`, { completed: true }, 'PATCH')
	const asked = z
		.object({ conversation_id: z.int(), confirmation: name, message: z.object({ turn_id: z.string() }) })
		.parse(await post('/api/chat', { message: 'delete all tasks' }))
	const operation = z
		.object({ operation_id: z.string() })
		.parse(await post('/api/tasks/bulk', { action: 'create', tasks: [{ title: `${secret} operation` }] })).operation_id
	const made = z
		.object({ id: z.string(), key: z.string() })
		.parse(await post('/api/keys', { name: `${secret} key`, scopes: ['tasks:read'] }))
	const calendar = z.object({ path: z.string() }).parse(await post('/api/calendar'))
	const sessions = await ask(wired, { method: 'GET', path: '/api/auth/sessions' }, {}, bearer(token))
	const session = z.array(name).parse(sessions.json)[0]?.id ?? ''
	return {
		userId: user.id,
		token,
		cookie: String(signedUp.headers['set-cookie']).split(';', 1)[0] ?? '',
		secret,
		email,
		password,
		readKey: made.key,
		things: {
			list,
			section,
			task,
			subtask,
			trashed,
			recurring,
			tag,
			operation,
			session,
			key: made.id,
			conversation: asked.conversation_id,
			confirmation: asked.confirmation.id,
			turn: asked.message.turn_id,
			calendarFile: calendar.path.split('/').at(-1) ?? '',
		},
	}
}

function need(answer: Answer): Answer {
	if (answer.status >= 200 && answer.status < 300) return answer
	throw new Error(`a person could not be set up: ${answer.status} ${answer.text}`)
}
