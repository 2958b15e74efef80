import { createServer } from 'node:net'

/** A port this product is about to use, and the setting that moves it. */
export type WantedPort = { port: number; setting: string; purpose: string }

/** Interfaces are asked one by one: macOS lets a wildcard listen beside somebody else's 127.0.0.1. */
const interfaces = ['127.0.0.1', '::1', '0.0.0.0', '::']

/** One sentence for each port that is taken or asked for twice; nothing is started to find out. */
export async function describeBusyPorts(wanted: readonly WantedPort[]): Promise<string[]> {
	const sentences = await Promise.all(
		wanted.map(async ({ port, setting, purpose }, index) => {
			const twin = wanted.findIndex((other) => other.port === port)
			if (twin < index)
				return `${setting} and ${wanted[twin]?.setting} are both ${port}; ${purpose} needs a port of its own.`
			if (!(await isBusy(port))) return null
			const free = await findFreePort(port + 1, wanted)
			const suggestion = free === undefined ? setting : `${setting}=${free}`
			return `Port ${port} (${purpose}) is in use by another program. Set another one: ${suggestion}`
		}),
	)
	return sentences.filter((sentence) => sentence !== null)
}

/** The first one from here that nobody has or is about to use. */
async function findFreePort(from: number, wanted: readonly WantedPort[]): Promise<number | undefined> {
	for (let port = from; port < from + 200 && port <= 65_535; port += 1) {
		if (wanted.some((one) => one.port === port)) continue
		if (!(await isBusy(port).catch(() => true))) return port
	}
	return undefined
}

async function isBusy(port: number): Promise<boolean> {
	for (const host of interfaces) {
		if (await isTaken(port, host)) return true
	}
	return false
}

function isTaken(port: number, host: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const probe = createServer()
		probe.once('error', (error: NodeJS.ErrnoException) => {
			// A machine without IPv6 has no such interface: nothing can listen there.
			if (error.code === 'EADDRINUSE') resolve(true)
			else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(false)
			else reject(new Error(`Port ${port} can't be used: ${error.message}`))
		})
		probe.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () => probe.close(() => resolve(false)))
	})
}
