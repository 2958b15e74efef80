import { call, endpoints } from '@todo/contract'
import type { Send } from '@todo/contract'
import { afterAll, beforeAll } from 'vitest'
import type { Model, ModelEvent, ModelInput, ModelMessage } from '../assistant/model.ts'
import type { OpenDatabase } from './databases.ts'
import { startApp } from './start-app.ts'
import type { TestApp } from './start-app.ts'

const { chats, tasks } = endpoints

export type Step = (input: ModelInput) => ModelEvent[]

/** A step that makes these calls. */
export const calls =
	(...wanted: [name: string, args: Record<string, unknown>][]): Step =>
	() =>
		wanted.map(([name, args], n) => ({ type: 'call', call: { id: `c${n}`, name, arguments: args } }))

/** A model that does as a test says, step by step; it trusts nobody and is trusted by nobody. */
function createPuppet(): Omit<Model, 'literal'> & { literal: boolean } & {
	steps: Step[]
	seen: ModelMessage[]
	/** What it waits for before it says anything. */
	gate: Promise<void> | undefined
} {
	const puppet = {
		name: 'puppet',
		literal: false,
		steps: [] as Step[],
		seen: [] as ModelMessage[],
		gate: undefined as Promise<void> | undefined,
		async *step(input: ModelInput) {
			puppet.seen = [...input.messages]
			await puppet.gate
			yield* puppet.steps.shift()?.(input) ?? [{ type: 'text', text: 'Nothing more.' } as const]
		},
	}
	return puppet
}

/** The app with that model; call it within `describe`: it says what happens before and after its tests. */
export function setUpPuppet(open: OpenDatabase) {
	const model = createPuppet()
	let aheadMs = 0
	let app: TestApp
	let drop: () => Promise<void>
	beforeAll(async () => {
		const database = await open()
		drop = () => database.drop()
		app = await startApp(database.url, {}, { model, now: () => new Date(Date.now() + aheadMs) })
	})
	afterAll(async () => {
		await app.close()
		await drop()
	})
	return {
		model,
		/** Moves the clock on. */
		wait: (ms: number) => void (aheadMs += ms),
		/** Somebody new with these tasks. */
		async prepare(...titles: string[]): Promise<Send> {
			const { send } = await app.guest()
			for (const title of titles) await call(send, tasks.createTask, { body: { title } })
			return send
		},
		/** One message, answered by these steps. */
		converse(send: Send, ...steps: Step[]) {
			model.steps = steps
			return call(send, chats.chat, { body: { message: 'Do as you like' } })
		},
		list: async (send: Send) =>
			(await call(send, tasks.listTasks, {}))
				.map(({ title, completed }) => `${completed ? '[x] ' : ''}${title}`)
				.toSorted(),
		lastOutcome: () => model.seen.findLast((message) => message.role === 'tool')?.outcome,
	}
}
