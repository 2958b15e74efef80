import { createServer } from 'node:net'

/** How many ports are tried before giving up. */
const tries = 200

/** The first port from this one on that nobody listens on at this address and that is none of `except`; undefined where none is near. */
export async function findFreePort(from: number, host: string, except: readonly number[]): Promise<number | undefined> {
	for (let port = from; port < from + tries && port <= 65_535; port += 1)
		if (!except.includes(port) && (await isFree(port, host))) return port
	return undefined
}

function isFree(port: number, host: string): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.once('error', () => resolve(false))
		probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
	})
}
