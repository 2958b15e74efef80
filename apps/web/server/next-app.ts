import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type createNext from 'next'

type Options = Parameters<typeof createNext>[0]

export interface Pages {
	handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
	close: () => Promise<void>
}

/** Starts Next's own handler over a built folder, in this process and without a port of its own. */
export async function startPages(
	folder: string,
	hostname: string,
	port: number,
	env: NodeJS.ProcessEnv,
): Promise<Pages> {
	const text = await readFile(join(folder, '.next/required-server-files.json'), 'utf8')
	const { config: conf } = trust<{ config: NonNullable<Options['conf']> }>(JSON.parse(text))
	// oxlint-disable-next-line no-underscore-dangle -- the name is Next's
	env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(conf)
	const create = trust<typeof createNext>(createRequire(join(folder, 'server.js'))('next'))
	const app = create({ dir: folder, dev: false, conf, hostname, port, httpServer: toStandIn() })
	await app.prepare()
	const handle = app.getRequestHandler()
	return { handle: (request, response) => handle(request, response), close: () => app.close() }
}

/** Next adds an `upgrade` listener to the server it is given; this one never emits, so upgrades stay ours. */
const toStandIn = () => trust<NonNullable<Options['httpServer']>>(new EventEmitter())

/** What Next itself wrote or exports, and the one stand-in it only listens to: no checked type exists for these. */
const trust = <T>(value: unknown): T => value as T
