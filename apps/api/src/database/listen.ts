import pg from 'pg'
import { connectionOptions } from './postgres.ts'

/** A connection that does nothing but listen, for as long as it is open; it comes back by itself. */
export interface Listener {
	/** Whether notifications arrive just now. */
	readonly connected: boolean
	close(): Promise<void>
}

export interface ListenOptions {
	/** PostgreSQL itself: a pooler between hands no notifications on. */
	url: string
	channel: string
	onNotification(payload: string): void
	/** Listening (again): what was sent before is lost, so read what it would have told of. */
	onConnected(): void
	onLost(error: unknown): void
}

const firstDelayMs = 100
const longestDelayMs = 5000
/** A connection that was cut without a word is noticed by asking. */
const askEveryMs = 10_000
const answerWithinMs = 3000

export function listen({ url, channel, onNotification, onConnected, onLost }: ListenOptions): Listener {
	let client: pg.Client | undefined
	let connected = false
	let closed = false
	let delay = firstDelayMs
	let timer: NodeJS.Timeout | undefined

	async function connect(): Promise<void> {
		const own = new pg.Client({
			...connectionOptions(url),
			query_timeout: answerWithinMs,
			application_name: 'todo-api-listen',
		})
		client = own
		own.on('notification', ({ payload }) => onNotification(payload ?? ''))
		own.on('error', (error) => lose(own, error))
		own.on('end', () => lose(own, new Error('the connection ended')))
		try {
			await own.connect()
			await own.query(`listen ${pg.escapeIdentifier(channel)}`)
			if (client !== own) return
			connected = true
			delay = firstDelayMs
			timer = setTimeout(() => void ask(own), askEveryMs).unref()
			onConnected()
		} catch (error) {
			lose(own, error)
		}
	}

	async function ask(own: pg.Client): Promise<void> {
		try {
			await own.query('select 1')
			if (client === own) timer = setTimeout(() => void ask(own), askEveryMs).unref()
		} catch (error) {
			lose(own, error)
		}
	}

	function lose(own: pg.Client, error: unknown): void {
		if (client !== own) return
		client = undefined
		clearTimeout(timer)
		own.end().catch(() => undefined)
		if (closed) return
		if (connected) onLost(error)
		connected = false
		// Spread, so that a restarted server isn't met by all replicas at once.
		timer = setTimeout(() => void connect(), delay * (0.5 + Math.random())).unref()
		delay = Math.min(delay * 2, longestDelayMs)
	}

	void connect()
	return {
		get connected() {
			return connected
		},
		async close() {
			closed = true
			connected = false
			clearTimeout(timer)
			const own = client
			client = undefined
			await own?.end().catch(() => undefined)
		},
	}
}
