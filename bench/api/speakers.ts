/**
 * People who say something and read the answer as it comes: a process of its own, so that its work is neither counted as the
 * server's nor in the way of what is timed. Asked by messages (`Speaking`), answers when all is read.
 */
import { readChatEvents } from '@todo/contract'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Speaking {
	port: number
	/** Each says so many things in all, so many at once; the next begins so many milliseconds after the one before. */
	tokens: string[]
	turns: number
	atOnce: number
	apartMs: number
}

process.on('message', (speaking: Speaking) => {
	void speak(speaking).then(
		() => process.send?.({ ok: true }),
		(error: unknown) => process.send?.({ ok: false, error: String(error) }),
	)
})

async function speak({ port, tokens, turns, atOnce, apartMs }: Speaking): Promise<void> {
	await Promise.all(
		tokens.map(async (token, n) => {
			await sleep(n * apartMs)
			let left = turns
			const one = async () => {
				while (left-- > 0) await readTurn(port, token)
			}
			await Promise.all(Array.from({ length: atOnce }, one))
		}),
	)
}

async function readTurn(port: number, token: string): Promise<void> {
	const response = await fetch(`http://127.0.0.1:${port}/api/chat`, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
		body: JSON.stringify({ message: 'Tell me something' }),
	})
	let last = ''
	for await (const { event } of readChatEvents(response)) last = event.type
	if (last !== 'done') throw new Error(`a turn ended with ${response.status} ${last}`)
}
