import { createServer } from 'node:net'

/** How many ports are tried before giving up. */
const tries = 200

/** The first port from this one on that can be had; undefined where none is near. */
export async function findPortFrom(
	from: number,
	canBeHad: (port: number) => Promise<boolean>,
): Promise<number | undefined> {
	for (let port = from; port < from + tries && port <= 65_535; port += 1) if (await canBeHad(port)) return port
	return undefined
}

/** Whether nobody listens on it at this address, and this process may. */
export function isPortFree(port: number, host: string): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer()
		probe.once('error', () => resolve(false))
		probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
	})
}
