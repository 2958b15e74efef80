import { ModelFailure } from '../../model.ts'

/** Ends a request that has not begun to answer in time, or fell silent in the middle. */
export interface Watch {
	readonly signal: AbortSignal
	/** Something came: from here on the silence in between counts. */
	heard(): void
	stop(): void
}

export function createWatch(outer: AbortSignal, firstMs: number, idleMs: number): Watch {
	const controller = new AbortController()
	const end = (words: string) => controller.abort(new ModelFailure('slow', words))
	let timer = setTimeout(() => end('It did not begin to answer in time.'), firstMs)
	return {
		signal: AbortSignal.any([outer, controller.signal]),
		heard() {
			clearTimeout(timer)
			timer = setTimeout(() => end('It fell silent in the middle of its answer.'), idleMs)
		},
		stop: () => clearTimeout(timer),
	}
}
