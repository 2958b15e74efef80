/** What writers know about their writes, kept outside the process that is killed. */
export interface Entry {
	/** Index of the person who writes. */
	readonly person: number
	/** The Idempotency-Key, the same for every attempt. */
	readonly key: string
	readonly title: string
	/** `complete` finishes a task whose creation was acknowledged. */
	readonly kind: 'create' | 'complete'
	/** Of the task: what the answer said, or, for `complete`, known before. */
	id: number | undefined
	acknowledged: boolean
	attempts: number
}

export interface Journal {
	readonly entries: readonly Entry[]
	/** A write that was not tried before: mostly a new task, now and then the end of one that is there. */
	next(person: number): Entry
	unanswered(): Entry[]
	/** Some writes whose answer came, to be sent once more. */
	answered(count: number): Entry[]
}

/** Chance that can be repeated: the same seed gives the same numbers from 0 up to 1. */
export function createChance(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
	}
}

export function createJournal(chance: () => number): Journal {
	const entries: Entry[] = []
	const open: Entry[] = []
	const pick = <T>(from: readonly T[]) => from[Math.floor(chance() * from.length)]

	function takeOpen(person: number): Entry | undefined {
		const at = open.findIndex((entry) => entry.person === person && entry.acknowledged)
		return at < 0 ? undefined : open.splice(at, 1)[0]
	}

	return {
		entries,
		next(person) {
			const number = entries.length + 1
			const done = chance() < 0.2 ? takeOpen(person) : undefined
			const entry: Entry = {
				person,
				key: `crash-${number}`,
				title: done?.title ?? `write ${number}`,
				kind: done ? 'complete' : 'create',
				id: done?.id,
				acknowledged: false,
				attempts: 0,
			}
			entries.push(entry)
			if (entry.kind === 'create') open.push(entry)
			return entry
		},
		unanswered: () => entries.filter((entry) => !entry.acknowledged),
		answered: (count) =>
			Array.from({ length: count }, () => pick(entries)).filter((entry) => entry?.acknowledged === true) as Entry[],
	}
}
