import type { ChatReply, Problem } from '@todo/contract'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../actor.ts'
import type { TurnService } from '../chats/turn.service.ts'
import { DomainError } from '../errors.ts'
import type { Happening, Run, Runs } from './runs.ts'

export interface FollowDependencies {
	readonly runs: Pick<Runs, 'find'>
	readonly turns: Pick<TurnService, 'read' | 'eventsAfter' | 'findAnswer'>
	toReply(actor: Actor, message: Awaited<Run['answer']>): Promise<ChatReply>
	toProblem(error: unknown): Problem
}

export type Follow = ReturnType<typeof createFollow>

/** Between two looks at a turn that runs on another replica. */
const lookEveryMs = 250

/**
 * Everything that happens in a turn after this number, to its end: from memory where it runs in this process, else from the
 * database, by whichever replica is asked. A turn that was left by a process that ended is said to be interrupted.
 */
export function createFollow({ runs, turns, toReply, toProblem }: FollowDependencies) {
	/** The last event. Its number is past all others, whatever a client has seen already. */
	async function end(actor: Actor, answer: Promise<Awaited<Run['answer']>>, seq: number): Promise<Happening> {
		try {
			return { seq, event: { type: 'done', reply: await toReply(actor, await answer) } }
		} catch (error) {
			return { seq, event: { type: 'error', problem: toProblem(error) } }
		}
	}

	async function* followHere(actor: Actor, run: Run, after: number, signal: AbortSignal): AsyncGenerator<Happening> {
		const { promise: left, resolve } = Promise.withResolvers<void>()
		signal.addEventListener('abort', () => resolve(), { once: true })
		let at = after
		while (!signal.aborted) {
			const { isOver } = run
			const more = run.next()
			for (const happening of run.happenings.slice(at)) {
				at = happening.seq
				yield happening
			}
			if (isOver) {
				yield await end(actor, run.answer, Math.max(at, run.happenings.length) + 1)
				return
			}
			// A client may claim to have heard more than was said: it waits like all others.
			if (run.happenings.length <= at && !run.isOver) await Promise.race([more, left])
		}
	}

	async function* followElsewhere(
		actor: Actor,
		id: string,
		after: number,
		signal: AbortSignal,
	): AsyncGenerator<Happening> {
		let at = after
		while (!signal.aborted) {
			const { conversationId, isOver, isLeft } = await turns.read(actor, id)
			for (const happening of (await turns.eventsAfter(actor.userId, id, at)).flatMap(parseEvents)) {
				if (happening.seq <= at) continue
				at = happening.seq
				yield happening
			}
			if (isOver || isLeft) {
				yield await end(actor, turns.findAnswer(actor, { id, conversationId }), at + 1)
				return
			}
			await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined)
		}
	}

	return {
		/** @throws {DomainError} `TURN_NOT_FOUND`, before anything is followed. */
		async follow(actor: Actor, id: string, after: number, signal: AbortSignal): Promise<AsyncGenerator<Happening>> {
			const run = runs.find(actor.userId, id)
			if (run) return followHere(actor, run, after, signal)
			await turns.read(actor, id)
			return followElsewhere(actor, id, after, signal)
		},
	}
}

/** Written by a run alone. */
const parseEvents = (json: string) => JSON.parse(json) as Happening[]

/** `Last-Event-ID`: a number, or nothing. @throws {DomainError} `VALIDATION_ERROR` */
export function readLastEventId(value: string | string[] | undefined): number {
	if (value === undefined || value === '') return 0
	if (typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value)
	throw new DomainError('VALIDATION_ERROR', 'Last-Event-ID must be the number of an event.')
}
