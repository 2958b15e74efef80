import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { describeBusyPorts, takeAnyPort } from './ports.ts'

test.for(['127.0.0.1', '0.0.0.0'])('a port that somebody listens on at %s is named with its setting', async (host) => {
	const stranger = createServer()
	const port = await takeAnyPort()
	await new Promise<void>((resolve) => stranger.listen(port, host, resolve))
	// The next two are taken as well: by another program, and by what is about to start.
	const neighbour = createServer()
	await new Promise<void>((resolve) => neighbour.once('error', () => resolve()).listen(port + 1, host, resolve))
	const wanted = [
		{ port, setting: 'PORT', purpose: 'API' },
		{ port: port + 2, setting: 'WEB_PORT', purpose: 'page' },
	]
	const [sentence = ''] = await describeBusyPorts(wanted)
	const said = `Port ${port} (API) is in use by another program. Set another one: PORT=`
	expect(sentence.startsWith(said)).toBe(true)
	const suggested = Number(sentence.slice(said.length))
	expect(suggested).toBeGreaterThan(port + 2)
	expect(await describeBusyPorts([{ port: suggested, setting: 'PORT', purpose: 'API' }])).toEqual([])
	const free = { port: await takeAnyPort(), setting: 'WEB_PORT', purpose: 'page' }
	await new Promise((resolve) => neighbour.close(resolve))
	await new Promise((resolve) => stranger.close(resolve))
	expect(await describeBusyPorts([{ port, setting: 'PORT', purpose: 'API' }, free])).toEqual([])
})

test('one port for two purposes is refused', async () => {
	const port = await takeAnyPort()
	const sentences = await describeBusyPorts([
		{ port, setting: 'PORT', purpose: 'API' },
		{ port, setting: 'WEB_PORT', purpose: 'page' },
	])
	expect(sentences).toEqual([`WEB_PORT and PORT are both ${port}; page needs a port of its own.`])
})
