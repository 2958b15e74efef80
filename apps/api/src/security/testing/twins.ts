import { databases } from '../../testing/databases.ts'
import type { TestDatabase } from '../../testing/databases.ts'
import { startApp } from '../../testing/start-app.ts'
import type { TestApp } from '../../testing/start-app.ts'

/** A request as bytes: what a client that keeps to nothing may send. */
export interface RawRequest {
	method: string
	url: string
	headers?: Record<string, string>
	payload?: string | Buffer
}

export interface RawAnswer {
	status: number
	text: string
}

/** The same product once on each database, with the same clock and ids, so that the same requests get the same answers. */
export interface Twins {
	readonly apps: readonly TestApp[]
	/** From now on as a new guest. */
	enter(): Promise<void>
	/** As the same guest on each. @throws where the answers differ. */
	send(request: RawRequest): Promise<RawAnswer>
	close(): Promise<void>
}

export async function openTwins(): Promise<Twins> {
	const places: TestDatabase[] = []
	const apps: TestApp[] = []
	const tokens: string[] = []
	for (const [, open] of databases) {
		const place = await open()
		const app = await startApp(
			place.url,
			{ RATE_LIMIT: '0' },
			{ now: () => new Date('2026-11-20T10:00:00Z'), createId: createIds() },
		)
		places.push(place)
		apps.push(app)
	}
	return {
		apps,
		async enter() {
			for (const [i, app] of apps.entries()) tokens[i] = (await app.guest('Europe/Vienna')).token
		},
		async send({ method, url, headers, payload }) {
			const answers: RawAnswer[] = []
			for (const [i, { wired }] of apps.entries()) {
				const reply = await wired.http.inject({
					method: method as 'GET',
					url,
					headers: { authorization: `Bearer ${tokens[i] ?? ''}`, ...headers },
					...(payload === undefined ? {} : { payload }),
				})
				answers.push({ status: reply.statusCode, text: reply.body })
			}
			return requireSame(answers)
		},
		async close() {
			for (const app of apps) await app.close()
			for (const place of places) await place.drop()
		},
	}
}

/** Secrets are drawn anew on each; everything else is the same. */
const secrets = /"(token|access_token|ticket|key|id|path)":"(?:eyJ|todo_|[\w-]{8,}|\/api\/calendar\/)[^"]*"/g

function requireSame(answers: readonly RawAnswer[]): RawAnswer {
	const [first, ...others] = answers.map(({ status, text }) => ({ status, text: text.replace(secrets, '"$1":"…"') }))
	if (!first) throw new Error('there is no database to test on')
	for (const other of others) {
		if (other.status === first.status && other.text === first.text) continue
		throw new Error(`the databases differ: ${first.status} ${first.text}\nand ${other.status} ${other.text}`)
	}
	return first
}

function createIds(): () => string {
	let last = 0
	return () => {
		last += 1
		return `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
	}
}
