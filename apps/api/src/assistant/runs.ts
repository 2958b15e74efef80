import type { ChatEvent, Message } from '@todo/contract'
import type { Actor } from '../actor.ts'
import type { Turn, TurnService } from '../chats/turn.service.ts'
import type { Spoken, Telling } from './converse.ts'
import { Stopped } from './model.ts'

/** An event with its number within the turn. */
export interface Happening {
	readonly seq: number
	readonly event: ChatEvent
}

/** A turn that runs in this process. */
export interface Run {
	readonly turn: Turn
	readonly userId: string
	/** So far, all of them. */
	readonly happenings: readonly Happening[]
	/** The answer as it was stored; rejects where a surprise ended the turn. */
	readonly answer: Promise<Message>
	/** Resolves when more has happened, or the turn is over. */
	next(): Promise<void>
	readonly isOver: boolean
	stop(by: Stopped['by']): void
}

export interface RunsDependencies {
	readonly turns: Pick<TurnService, 'close' | 'fail' | 'read' | 'renew' | 'storeEvents'>
	readonly turnMs: number
	/** A tool as people know it. */
	toTitle(tool: string): string
	/** Something that will be tried again. */
	onTrouble(message: string, error: unknown): void
}

/** Every turn that runs in this process: none of them cares whether anybody still listens. */
export interface Runs {
	start(person: Actor, turn: Turn, work: (telling: Telling) => Promise<Spoken>): Run
	find(userId: string, turnId: string): Run | undefined
	/** Lets them end; those that take longer than that are ended, and say so. */
	close(graceMs: number): Promise<void>
}

/** Words that come within this go out together: nobody reads faster. */
const collectMs = 100
/** What happened is stored this often: whoever comes back elsewhere misses at most so much until then. */
const storeEveryMs = 500
const lookEveryMs = 1000
/** What one that is ended may still take to be stored. */
const storingMs = 3000
const renewEveryMs = 10_000

export function createRuns(dependencies: RunsDependencies): Runs {
	const running = new Map<string, Run>()

	return {
		start(person, turn, work) {
			const run = createRun(person, turn, work, dependencies)
			running.set(turn.id, run)
			const forget = () => void running.delete(turn.id)
			run.answer.then(forget, forget)
			return run
		},
		find(userId, turnId) {
			const run = running.get(turnId)
			return run?.userId === userId ? run : undefined
		},
		async close(graceMs) {
			const all = [...running.values()]
			const ended = Promise.allSettled(all.map(({ answer }) => answer))
			const end = setTimeout(() => all.forEach((run) => run.stop('server')), graceMs)
			const { promise: late, resolve } = Promise.withResolvers<void>()
			const giveUp = setTimeout(resolve, graceMs + storingMs)
			await Promise.race([ended, late])
			clearTimeout(end)
			clearTimeout(giveUp)
		},
	}
}

function createRun(
	person: Actor,
	turn: Turn,
	work: (telling: Telling) => Promise<Spoken>,
	{ turns, turnMs, toTitle, onTrouble }: RunsDependencies,
): Run {
	const { userId } = person
	const happenings: Happening[] = []
	const stopper = new AbortController()
	let wake = Promise.withResolvers<void>()
	let provider: string | undefined
	let stored = 0
	let storing: Promise<void> | undefined
	let isOver = false

	const words = createCollector((text) => add({ type: 'text', text }))

	function note(event: ChatEvent): void {
		words.flush()
		add(event)
	}

	function add(event: ChatEvent): void {
		happenings.push({ seq: happenings.length + 1, event })
		const { resolve } = wake
		wake = Promise.withResolvers<void>()
		resolve()
	}

	const telling: Telling = {
		signal: AbortSignal.any([stopper.signal, AbortSignal.timeout(turnMs)]),
		tell(event, by) {
			if (by !== provider) note({ type: 'answering', provider: by })
			provider = by
			if (event.type === 'text') words.add(event.text)
			else if (event.type === 'call') note({ type: 'call', tool: event.call.name, title: toTitle(event.call.name) })
			else note({ type: 'outcome', tool: event.call.name, status: event.outcome.status })
		},
	}

	/**
	 * What a process that ends would take with it, one write after the other: what could not be written goes with what comes
	 * next. A turn that is over within a blink stores nothing but its answer.
	 */
	function store(): Promise<void> {
		storing = (storing ?? Promise.resolve()).catch(() => undefined).then(storeFresh)
		return storing
	}

	async function storeFresh(): Promise<void> {
		const fresh = happenings.slice(stored)
		const last = fresh.at(-1)?.seq
		if (last === undefined) return
		await turns.storeEvents(userId, turn.id, last, JSON.stringify(fresh))
		stored = last
	}

	async function look(): Promise<void> {
		if ((await turns.read(person, turn.id)).isStopping) stopper.abort(new Stopped('person'))
	}

	async function answer(): Promise<Message> {
		note({ type: 'turn', turn_id: turn.id, conversation_id: turn.conversationId, message_id: turn.messageId })
		const timers = [
			repeat(storeEveryMs, store, onTrouble),
			repeat(lookEveryMs, look, onTrouble),
			repeat(renewEveryMs, () => turns.renew(userId, turn.id), onTrouble),
		]
		try {
			const spoken = await work(telling)
			words.flush()
			// Whoever follows from elsewhere hears every word before the end.
			if (storing) await store().catch(() => undefined)
			return await turns.close(person, turn, spoken)
		} catch (error) {
			onTrouble('a turn of the assistant failed', error)
			await turns.fail(person, turn).catch(() => undefined)
			throw error
		} finally {
			for (const stop of timers) stop()
			words.flush()
			isOver = true
			wake.resolve()
		}
	}

	const answered = answer()
	// Whoever waits hears of it; where nobody does, it is no unhandled surprise.
	answered.catch(() => undefined)
	return {
		turn,
		userId,
		happenings,
		answer: answered,
		next: () => wake.promise,
		get isOver() {
			return isOver
		},
		stop: (by) => stopper.abort(new Stopped(by)),
	}
}

/** Hands on the first words at once, and those that follow soon together. */
function createCollector(hand: (text: string) => void) {
	let held = ''
	let timer: NodeJS.Timeout | undefined
	function flush(): void {
		clearTimeout(timer)
		timer = undefined
		if (held !== '') hand(held)
		held = ''
	}
	return {
		flush,
		add(text: string): void {
			held += text
			if (timer) return
			flush()
			timer = setTimeout(flush, collectMs)
		},
	}
}

/** Runs it again and again, each time after the time before is over. */
function repeat(everyMs: number, work: () => Promise<void>, onTrouble: RunsDependencies['onTrouble']): () => void {
	let stopped = false
	const again = () => {
		timer = setTimeout(() => {
			work()
				.catch((error: unknown) => onTrouble('a turn of the assistant can’t be written down just now', error))
				.finally(() => {
					if (!stopped) again()
				})
		}, everyMs)
	}
	let timer: NodeJS.Timeout | undefined
	again()
	return () => {
		stopped = true
		clearTimeout(timer)
	}
}
