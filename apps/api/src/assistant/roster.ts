import type { AssistantState } from '@todo/contract'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '../actor.ts'
import { createBreaker } from './breaker.ts'
import type { Breaker } from './breaker.ts'
import type { Budget } from './budget.ts'
import { createLine, isOwnFault, wasAsked } from './line.ts'
import type { Line } from './line.ts'
import { ModelFailure } from './model.ts'
import type { Model } from './model.ts'
import { toAdvice, toVendorName } from './notices.ts'

/** A model elsewhere: how to ask it, and how to find out whether it could be asked. */
export interface HostedModel {
	readonly model: Model
	modelName(): string | null
	/** False where the provider doesn't say. @throws {ModelFailure} */
	check(signal: AbortSignal): Promise<boolean>
}

export interface RosterDependencies {
	/** In the order in which they are asked. */
	readonly hosted: readonly HostedModel[]
	/** Answers where nobody else does. */
	readonly last: Model
	readonly budget: Budget
	readonly guests: boolean
	readonly firstByteMs: number
	readonly now: () => Date
	readonly random: () => number
	/** Told of a provider that could not answer or be used, in words for whoever runs the server. */
	onTrouble(words: string, error: unknown): void
	count(name: string, what: 'failures' | 'input_tokens' | 'output_tokens', by: number): void
}

interface Entry {
	readonly hosted: HostedModel
	readonly breaker: Breaker
	/** Undefined until it was asked or checked. */
	state: 'ready' | ModelFailure | undefined
}

/** Everybody who can answer, in order, and how they are. */
export interface Roster {
	/** Who may answer this person, for one turn. */
	lineUp(actor: Pick<Actor, 'userId' | 'guest'>): Line
	read(actor: Pick<Actor, 'userId' | 'guest'>): Promise<AssistantState>
	/** Asks every provider whether key and model are good. Never throws: what is wrong is told. */
	check(): Promise<void>
}

const checkMs = 10_000

export function createRoster(dependencies: RosterDependencies): Roster {
	const { last, budget, guests, firstByteMs, now, random, onTrouble, count } = dependencies
	const nowMs = () => now().getTime()
	const entries: Entry[] = dependencies.hosted.map((hosted) => ({
		hosted,
		breaker: createBreaker(nowMs),
		state: undefined,
	}))
	const isServed = (actor: Pick<Actor, 'guest'>) => !actor.guest || guests

	function note(entry: Entry, failure: ModelFailure): void {
		if (isOwnFault(failure)) entry.state = failure
		const { name } = entry.hosted.model
		onTrouble(toAdvice(name, entry.hosted.modelName(), failure), failure.cause ?? failure)
	}

	const find = (model: Model) => entries.find(({ hosted }) => hosted.model === model)

	return {
		lineUp(actor) {
			const served = isServed(actor) ? entries : []
			return createLine([...served.map((entry) => ({ model: entry.hosted.model, hosted: entry })), { model: last }], {
				budget,
				userId: actor.userId,
				now: nowMs,
				wait: (ms, signal) => sleep(ms, undefined, { signal }),
				random,
				firstByteMs,
				onFailure(model, failure) {
					if (!wasAsked(failure)) return
					count(model.name, 'failures', 1)
					const entry = find(model)
					if (entry) note(entry, failure)
				},
				onTokens(model, input, output) {
					count(model.name, 'input_tokens', input)
					count(model.name, 'output_tokens', output)
					const entry = find(model)
					if (entry) entry.state = 'ready'
				},
			})
		},

		async read(actor) {
			const served = isServed(actor) ? entries : []
			const { used, limit, resetsAt } = await budget.read(actor.userId)
			return {
				providers: [
					...served.map(({ hosted, breaker, state }) => ({
						name: hosted.model.name,
						title: toVendorName(hosted.model.name),
						model: hosted.modelName(),
						state: toState(state, breaker),
						detail: state instanceof ModelFailure ? toAdvice(hosted.model.name, hosted.modelName(), state) : null,
					})),
					{ name: last.name, title: toVendorName(last.name), model: null, state: 'ready', detail: null },
				],
				tokens: served.length === 0 ? null : { used, limit: limit === 0 ? null : limit, resets_at: resetsAt },
			}
		},

		async check() {
			await Promise.all(
				entries.map(async (entry) => {
					try {
						if (await entry.hosted.check(AbortSignal.timeout(checkMs))) entry.state = 'ready'
					} catch (error) {
						note(
							entry,
							error instanceof ModelFailure ? error : new ModelFailure('broken', 'The check failed.', { cause: error }),
						)
					}
				}),
			)
		},
	}
}

function toState(state: Entry['state'], breaker: Breaker): AssistantState['providers'][number]['state'] {
	if (!breaker.isClosed()) return 'resting'
	if (state === undefined) return 'unchecked'
	if (state === 'ready') return 'ready'
	if (state.reason === 'key') return 'wrong_key'
	return state.reason === 'refused' ? 'refused' : 'failing'
}
