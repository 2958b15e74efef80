import { call, endpoints, type Send } from '@todo/contract'
import { isRecord } from '../../../scripts/json.ts'

const { auth, chats, system, tasks } = endpoints

/** One thing that a person would do, and how long it took. */
export type Report = (what: string, ms: number) => void

export type SmokeOptions = {
	/** Address of the page, as a browser would open it. */
	url: string
	/** Makes the account's address one of its own. */
	id: string
	password: string
	/** Where people must be invited to sign up. */
	invite?: string | undefined
	/** For each thing done. */
	limitMs: number
	report: Report
}

/**
 * Signs up, adds a task as the page does and one by chat, hears of it on a WebSocket, and deletes the account again.
 * @throws {Error} naming what did not work.
 */
export async function runSmokeTest({ url, id, password, invite, limitMs, report }: SmokeOptions): Promise<void> {
	const origin = new URL(url).origin
	let token = ''
	const send: Send = (path, init) =>
		fetch(origin + path, {
			...init,
			headers: { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) },
			signal: AbortSignal.timeout(limitMs),
		})
	const does = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
		const start = performance.now()
		const result = await act().catch((error: unknown) => {
			throw new Error(`${what}: it did not work. ${sayError(error)}`, { cause: error })
		})
		report(what, performance.now() - start)
		return result
	}

	await does('the page opens', () => requirePage(origin, limitMs))
	await does('the API is well', () => call(send, system.getHealth, {}))
	const email = `smoke-test-${id}@example.com`
	token = (
		await does('signing up', () =>
			call(send, auth.signUp, { body: invite ? { email, password, invite } : { email, password } }),
		)
	).access_token
	try {
		const { ticket } = await does('asking for a socket', () => call(send, system.createSocketTicket, {}))
		const socket = await does('opening the socket', () =>
			openSocket(`${origin.replace(/^http/, 'ws')}/api/ws?ticket=${ticket}`, limitMs),
		)
		try {
			const heard = socket.hear('Smoke test by page')
			await does('adding a task as the page does', () =>
				call(send, tasks.createTask, { body: { title: 'Smoke test by page' } }),
			)
			await does('hearing of it on the socket', () => heard)
		} finally {
			socket.close()
		}
		await does('adding a task by chat', () => addByChat(send))
	} finally {
		await does('deleting the account again', () => call(send, auth.deleteMe, { body: { password } }))
	}
}

async function requirePage(origin: string, limitMs: number): Promise<void> {
	const response = await fetch(`${origin}/`, { signal: AbortSignal.timeout(limitMs) })
	const text = await response.text()
	if (!response.ok || !/<html/i.test(text)) throw new Error(`${origin}/ answered ${response.status}, and no page.`)
}

async function addByChat(send: Send): Promise<void> {
	const { response } = await call(send, chats.chat, { body: { message: 'add buy oat milk' } })
	const found = await call(send, tasks.listTasks, { query: {} })
	if (!found.some(({ title }) => /oat milk/i.test(title)))
		throw new Error(`The assistant added nothing. It said: ${response}`)
}

type Socket = { hear: (text: string) => Promise<void>; close: () => void }

/** Resolves once the server has greeted. */
async function openSocket(address: string, limitMs: number): Promise<Socket> {
	const socket = new WebSocket(address)
	const frames: string[] = []
	const listeners = new Set<() => void>()
	const tell = () => listeners.forEach((listener) => listener())
	socket.addEventListener('message', (event) => {
		frames.push(String(event.data))
		tell()
	})
	socket.addEventListener('close', tell)
	const until = (isIt: (frame: string) => boolean) =>
		new Promise<void>((resolve, reject) => {
			const timer = setTimeout(() => end(() => reject(new Error('Nothing was heard in time.'))), limitMs)
			const end = (settle: () => void) => {
				clearTimeout(timer)
				listeners.delete(look)
				settle()
			}
			const look = () => {
				if (frames.some(isIt)) end(resolve)
				else if (socket.readyState === WebSocket.CLOSED) end(() => reject(new Error('The connection was closed.')))
			}
			listeners.add(look)
			look()
		})
	await until((frame) => readType(frame) === 'hello').catch((error: unknown) => {
		socket.close()
		throw error
	})
	return {
		hear: (text) => until((frame) => readType(frame) === 'changes' && frame.includes(text)),
		close: () => socket.close(),
	}
}

function readType(frame: string): unknown {
	const parsed: unknown = JSON.parse(frame)
	return isRecord(parsed) ? parsed.type : undefined
}

const sayError = (error: unknown): string => {
	if (!(error instanceof Error)) return String(error)
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
