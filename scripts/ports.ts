import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { findPortFrom, isPortFree } from '../apps/api/src/system/free-port.ts'

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
			const isWanted = (one: number) => wanted.some((other) => other.port === one)
			const canBeHad = async (one: number) => !isWanted(one) && !(await isBusy(one).catch(() => true))
			const free = await findPortFrom(port + 1, canBeHad)
			const suggestion = free === undefined ? setting : `${setting}=${free}`
			return `Port ${port} (${purpose}) is in use by another program. Set another one: ${suggestion}`
		}),
	)
	return sentences.filter((sentence) => sentence !== null)
}

/**
 * A port of 127.0.0.1 that nothing listens on. Out of the range from which systems give outgoing connections theirs, one of
 * which would often have it by the time it is used; a client that retries in it may meet itself (RFC 9293 §3.5).
 */
export async function takeAnyPort(): Promise<number> {
	for (;;) {
		const port = 10_240 + randomInt(20_000)
		if (await isPortFree(port, '127.0.0.1')) return port
	}
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
