export interface Lanes {
	/** Runs after everything that was given before with one of the same names, whatever came of it. */
	run: <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>
	/** Everything that waits runs now: the page is about to go, and late is better than never. */
	hurry: () => void
}

/** Keeps work in order where the order matters, and lets everything else run side by side. */
export function createLanes(): Lanes {
	const last = new Map<string, Promise<void>>()
	const waiting = new Set<() => void>()

	async function waitFor(before: Promise<void>[]): Promise<void> {
		const { promise, resolve } = Promise.withResolvers<void>()
		waiting.add(resolve)
		void Promise.all(before).then(() => resolve())
		await promise
		waiting.delete(resolve)
	}

	async function forget(names: readonly string[], over: Promise<void>): Promise<void> {
		await over
		for (const name of names) if (last.get(name) === over) last.delete(name)
	}

	return {
		run(names, work) {
			const before = names.flatMap((name) => last.get(name) ?? [])
			const running = before.length === 0 ? work() : waitFor(before).then(work)
			const over = running.then(
				() => undefined,
				() => undefined,
			)
			for (const name of names) last.set(name, over)
			void forget(names, over)
			return running
		},
		hurry: () => waiting.forEach((resolve) => resolve()),
	}
}
