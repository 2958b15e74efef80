import type { Breaker } from './breaker.ts'
import type { Budget } from './budget.ts'
import { ModelFailure } from './model.ts'
import type { Model, ModelEvent, ModelInput } from './model.ts'

/** A model that stands in line, and what is known of it. */
export interface Waiting {
	readonly model: Model
	/** Answers elsewhere, for money: counted, retried, and rested when it fails. Absent for the built-in one. */
	readonly hosted?: { readonly breaker: Breaker }
}

export interface LineDependencies {
	readonly budget: Pick<Budget, 'hold' | 'settle'>
	readonly userId: string
	readonly now: () => number
	readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
	readonly random: () => number
	readonly firstByteMs: number
	/** Told of every failure, for log and figures. */
	onFailure(model: Model, failure: ModelFailure): void
	onTokens(model: Model, input: number, output: number): void
}

/** Who answers one turn: the first that can. Once it has said or called something it stays with the turn, come what may. */
export interface Line {
	readonly current: Model
	/** Those that were asked before, or not even asked, and why. */
	readonly passedOver: readonly { readonly name: string; readonly failure: ModelFailure }[]
	readonly tokens: { readonly input: number; readonly output: number }
	/** @throws {ModelFailure} where a model fails that has begun. */
	step(input: Omit<ModelInput, 'patienceMs'>): AsyncIterable<ModelEvent>
}

/** Whether the model was asked at all. */
export const wasAsked = ({ reason }: ModelFailure): boolean => reason !== 'budget' && reason !== 'resting'

/** Whether others would meet it too: what is declined is one person's words. */
export const isOwnFault = (failure: ModelFailure): boolean => wasAsked(failure) && failure.reason !== 'declined'

const mostRetries = 2
const longestRetryMs = 10_000
/** All that are asked in vain take no longer than this past the first one's time. */
const spareMs = 3000
/** A rough one, for holding: four characters a token, and what a step may say. */
const outputTokens = 2048
const charactersPerToken = 4
/** What the description of a tool takes, about. */
const tokensPerTool = 160

export function createLine(waiting: readonly Waiting[], dependencies: LineDependencies): Line {
	const { budget, userId, now, wait, random, firstByteMs, onFailure, onTokens } = dependencies
	const passedOver: { name: string; failure: ModelFailure }[] = []
	const tokens = { input: 0, output: 0 }
	const patience = { until: now() + firstByteMs + (waiting.length > 2 ? spareMs : 0) }
	let at = 0
	let spoken = false
	let isFirstStep = true

	const current = (): Waiting => {
		const one = waiting[at]
		if (!one) throw new Error('nobody is left to answer')
		return one
	}

	/** Those that wait share the time, so that the last of them is asked before the person gives up. */
	function toPatience(): number {
		if (!isFirstStep) return firstByteMs
		const others = waiting.slice(at).filter(({ hosted }) => hosted).length
		return Math.max(1, Math.min(firstByteMs, (patience.until - now()) / Math.max(1, others)))
	}

	async function* ask({ model, hosted }: Waiting, input: Omit<ModelInput, 'patienceMs'>): AsyncGenerator<ModelEvent> {
		if (!hosted) {
			yield* model.step({ ...input, patienceMs: firstByteMs })
			return
		}
		if (!hosted.breaker.isClosed())
			throw new ModelFailure('resting', 'It failed several times just now and is left alone.')
		const held = estimate(input)
		if (!(await budget.hold(userId, held))) throw new ModelFailure('budget', 'The tokens of the day are used up.')
		let used: number | undefined
		let begun = false
		let asked = false
		const sent = () => void (asked = true)
		try {
			for await (const event of model.step({ ...input, patienceMs: toPatience(), sent })) {
				begun = true
				if (event.type === 'tokens') {
					if (event.whole) used = event.input + event.output
					tokens.input += event.input
					tokens.output += event.output
					onTokens(model, event.input, event.output)
				}
				yield event
			}
			hosted.breaker.succeeded()
		} finally {
			// What broke off after it had begun, or was stopped while it thought, was paid for, and nobody says how much: what
			// was held stays taken.
			const isPaid = begun || (asked && input.signal.aborted)
			await budget.settle(userId, held, used ?? (isPaid ? held : 0))
		}
	}

	/** Asks it, and again where it was only busy and nothing had come yet. */
	async function* persist(one: Waiting, input: Omit<ModelInput, 'patienceMs'>): AsyncGenerator<ModelEvent> {
		for (let retry = 0; ; retry++) {
			let begun = false
			try {
				for await (const event of ask(one, input)) {
					begun ||= event.type === 'text' || event.type === 'call'
					spoken ||= begun
					yield event
				}
				return
			} catch (error) {
				if (!(error instanceof ModelFailure) || !one.hosted) throw error
				if (isOwnFault(error) && one.hosted.breaker.isClosed()) one.hosted.breaker.failed()
				onFailure(one.model, error)
				const pause = toPause(error, retry, random)
				if (begun || pause === undefined || !one.hosted.breaker.isClosed()) throw error
				if (isFirstStep && now() + pause >= patience.until) throw error
				await wait(pause, input.signal)
			}
		}
	}

	return {
		get current() {
			return current().model
		},
		passedOver,
		tokens,
		async *step(input) {
			for (;;) {
				const one = current()
				try {
					yield* persist(one, input)
					isFirstStep = false
					return
				} catch (error) {
					if (!(error instanceof ModelFailure) || spoken || !isFirstStep || at === waiting.length - 1) throw error
					passedOver.push({ name: one.model.name, failure: error })
					at += 1
				}
			}
		},
	}
}

/** What a step takes at most, about. */
function estimate({ messages, context, tools }: Omit<ModelInput, 'patienceMs'>): number {
	const said = Math.ceil(JSON.stringify([messages, context]).length / charactersPerToken)
	return outputTokens + said + tools.length * tokensPerTool
}

/** Milliseconds until it is asked again; undefined where that would not help. */
function toPause({ reason, retryAfterMs }: ModelFailure, retry: number, random: () => number): number | undefined {
	if ((reason !== 'busy' && reason !== 'unreachable') || retry >= mostRetries) return undefined
	if (retryAfterMs !== undefined) return retryAfterMs <= longestRetryMs ? retryAfterMs : undefined
	return 300 * 2 ** retry * (0.5 + random())
}
