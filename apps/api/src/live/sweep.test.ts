import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHub } from './hub.ts'
import { createSweep } from './sweep.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a database that answers slowly is not asked again meanwhile', async () => {
	const waiting: ((versions: Map<string, number>) => void)[] = []
	const fail = (error: unknown) => expect.unreachable(String(error))
	const sweep = createSweep({
		hub: createHub({
			readVersion: () => Promise.resolve(undefined),
			readMissed: () => Promise.reject(new Error('nobody is there')),
			now: () => Date.now(),
			onFailure: fail,
			onOccupied: () => undefined,
		}),
		now: () => Date.now(),
		readVersions: () => new Promise((resolve) => waiting.push(resolve)),
		readLiveSessions: () => Promise.resolve(new Set()),
		hears: () => false,
		onFailure: fail,
	})
	sweep.start()
	await vi.advanceTimersByTimeAsync(20_000)
	expect(waiting).toHaveLength(1)
	waiting[0]?.(new Map())
	await vi.advanceTimersByTimeAsync(2000)
	expect(waiting).toHaveLength(2)
	sweep.stop()
})
