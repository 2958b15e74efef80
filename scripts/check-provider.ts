import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call, endpoints } from '@todo/contract'
import type { ChatReply, Send } from '@todo/contract'
import { ConfigError, readConfig } from '../apps/api/src/config/config.ts'
import { createSend } from '../apps/api/src/testing/start-app.ts'
import { wire } from '../apps/api/src/wire.ts'
import { readSettings } from './environment.ts'
import { fromRoot } from './root.ts'

const names = ['openai', 'cohere', 'gemini', 'compatible']
const conversation = [
	'Add buy milk for tomorrow at 9, and call the dentist on Friday, with high priority',
	'What do I have?',
	'I have bought the milk',
	'Delete the dentist',
	'yes',
]

/**
 * `npm run check:provider -- openai`: one conversation with the real provider, by the key of the environment or `.env`, on a
 * list of its own that goes away afterwards. It costs a few thousand tokens. Exit code 1 where the provider did not answer.
 */
async function main(name: string | undefined): Promise<number> {
	if (name === undefined || !names.includes(name)) {
		console.error(`Say which: npm run check:provider -- ${names.join(' | ')}`)
		return 1
	}
	const folder = await mkdtemp(join(tmpdir(), 'todo-check-'))
	const settings = readSettings(process.env, fromRoot('.env'))
	const env = {
		...settings,
		LLM_PROVIDERS: name,
		DATABASE_URL: join(folder, 'todo.db'),
		GUESTS: 'on',
		GUEST_MODELS: 'on',
	}
	const wired = await wire(
		readConfig({ ...env, LOG_LEVEL: 'warn', METRICS_PORT: '0', ENVIRONMENT: 'development' }, folder),
	)
	try {
		await wired.http.ready()
		await wired.checkModels()
		const nobody = createSend(wired)
		const { token } = await call(nobody, endpoints.auth.createGuest, { body: { time_zone: 'Europe/Vienna' } })
		const send: Send = (path, init) =>
			nobody(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } })
		return (await converse(send, name)) ? 0 : 1
	} finally {
		await wired.close()
		await rm(folder, { recursive: true, force: true })
	}
}

/** Prints it step by step; answers whether the provider itself answered every time. */
async function converse(send: Send, name: string): Promise<boolean> {
	const { providers } = await call(send, endpoints.chats.getAssistant, {})
	const [first] = providers
	console.log(`${first?.title} ${first?.model ?? ''}: ${first?.state}`)
	if (first?.name !== name) {
		console.error(`${name} has no key: see .env.example.`)
		return false
	}
	let conversationId: number | null = null
	let isWhole = true
	for (const message of conversation) {
		const began = performance.now()
		const reply: ChatReply = await call(send, endpoints.chats.chat, {
			body: { message, conversation_id: conversationId },
		})
		conversationId = reply.conversation_id
		console.log(`\nyou: ${message}`)
		for (const { tool, arguments: args } of reply.tool_calls) console.log(`  → ${tool} ${JSON.stringify(args)}`)
		const { provider, content, notice } = reply.message
		console.log(`${provider}: ${content} (${Math.round(performance.now() - began)} ms)`)
		if (notice) console.log(`  ! ${notice.text}`)
		isWhole &&= provider === name && notice === null
	}
	const tasks = await call(send, endpoints.tasks.listTasks, {})
	console.log(
		`\nThe list: ${tasks.map(({ title, completed }) => `${completed ? '[x]' : '[ ]'} ${title}`).join(', ') || 'empty'}`,
	)
	const { tokens } = await call(send, endpoints.chats.getAssistant, {})
	console.log(`Tokens: ${tokens?.used ?? 0}`)
	return isWhole
}

try {
	process.exitCode = await main(process.argv[2])
} catch (error) {
	if (!(error instanceof ConfigError)) throw error
	console.error(error.message)
	process.exitCode = 1
}
