import { describeBusyPorts } from './ports.ts'
import { readPorts } from './product.ts'

/** Found out before anything starts: a page once handed requests to a stranger's server. @throws {Error} in words. */
export async function requireFreePorts(settings: Readonly<Record<string, string>>): Promise<void> {
	const ports = readPorts(settings)
	const busy = await describeBusyPorts([
		{ port: ports.api, setting: 'PORT', purpose: 'the API' },
		{ port: ports.page, setting: 'WEB_PORT', purpose: 'the page' },
		...(ports.metrics ? [{ port: ports.metrics, setting: 'METRICS_PORT', purpose: 'the metrics' }] : []),
	])
	if (busy.length > 0) throw new Error(busy.join('\n'))
}

/** Ctrl-C and a polite kill end with 0: the product was asked to stop, and did. Asked twice, it stops at once. */
export function waitForSignal(): Promise<number> {
	return new Promise((resolve) => {
		let times = 0
		const onSignal = () => {
			times += 1
			if (times > 1) process.exit(130)
			resolve(0)
		}
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
	})
}
