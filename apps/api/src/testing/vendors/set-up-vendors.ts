import { call, endpoints } from '@todo/contract'
import type { ChatReply, Send } from '@todo/contract'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Environment } from '../../config/config.ts'
import type { OpenDatabase } from '../databases.ts'
import { startApp } from '../start-app.ts'
import type { TestApp } from '../start-app.ts'
import { vendors } from './vendors.ts'
import { startVendor } from './vendor-server.ts'
import type { VendorServer } from './vendor-server.ts'

const { chats, tasks } = endpoints

type Name = (typeof vendors)[number]['name']

/** The app with vendors of models behind it; call it within `describe`. */
export function setUpVendors(open: OpenDatabase, names: readonly Name[], env: Environment = {}) {
	const servers = new Map<Name, VendorServer>()
	const log: Record<string, unknown>[] = []
	let aheadMs = 0
	let app: TestApp
	let drop: () => Promise<void>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		const chosen = vendors.filter(({ name }) => names.includes(name))
		for (const { name, wire } of chosen) servers.set(name, await startVendor(wire))
		const addresses = Object.fromEntries([...servers].map(([name, { url }]) => [name, url]))
		const keys = Object.assign({}, ...chosen.map((vendor) => vendor.env)) as Record<string, string>
		app = await startApp(
			database.url,
			{ ...keys, GUEST_MODELS: 'on', LOG_LEVEL: 'warn', ...env },
			{
				vendors: addresses,
				now: () => new Date(Date.now() + aheadMs),
				random: () => 0,
				logTo: { write: (line) => void log.push(JSON.parse(line) as Record<string, unknown>) },
			},
		)
	})
	afterAll(async () => {
		await app.close()
		for (const server of servers.values()) await server.close()
		await drop()
	})
	afterEach(() => {
		for (const server of servers.values()) {
			server.sayings = []
			server.faults = []
			server.catalogueFaults = []
			server.gate = undefined
		}
		log.splice(0)
		// What was rested for its failures is asked again.
		aheadMs += 120_000
	})
	const vendor = (name: Name): VendorServer => {
		const found = servers.get(name)
		if (!found) throw new Error(`${name} was not started`)
		return found
	}
	return {
		vendor,
		log,
		get app() {
			return app
		},
		/** Moves the clock on. */
		wait: (ms: number) => void (aheadMs += ms),
		/** Somebody new with these tasks. */
		async prepare(...titles: string[]): Promise<Send> {
			const { send } = await app.guest()
			for (const title of titles) await call(send, tasks.createTask, { body: { title } })
			return send
		},
		say: (send: Send, message: string, conversationId?: number): Promise<ChatReply> =>
			call(send, chats.chat, { body: { message, conversation_id: conversationId ?? null } }),
		list: async (send: Send) =>
			(await call(send, tasks.listTasks, { query: { sort: 'created_at', order: 'asc' } })).map(
				({ title, completed, due_date: due }) => `${completed ? '[x] ' : ''}${title}${due === null ? '' : ` (${due})`}`,
			),
	}
}
