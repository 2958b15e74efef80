import type { Notice } from '@todo/contract'
import { Stopped } from './model.ts'
import type { FailureReason, ModelFailure } from './model.ts'

const names: Readonly<Record<string, string>> = {
	openai: 'OpenAI',
	cohere: 'Cohere',
	gemini: 'Gemini',
	compatible: 'The model',
	builtin: 'The built-in assistant',
}

/** A provider as people call it. */
export const toVendorName = (name: string): string => names[name] ?? name

const inSentence = (name: string) => toVendorName(name).replace(/^The /, 'the ')

const whyNot = {
	busy: 'is busy',
	resting: 'failed several times just now',
	unreachable: 'could not be reached',
	slow: 'did not answer in time',
	key: 'does not accept its key',
	refused: 'refused to answer',
	declined: 'declined to answer this',
	broken: 'sent an answer that can’t be read',
	budget: '',
} as const satisfies Record<FailureReason, string>

/** Who answered instead of whom, and why; null where the first in line answered. */
export function toFallbackNotice(
	passedOver: readonly { readonly name: string; readonly failure: ModelFailure }[],
	answered: string,
): Notice | null {
	const [first] = passedOver
	if (!first) return null
	const { reason } = first.failure
	const why =
		reason === 'budget' ? 'Your tokens for today are used up' : `${toVendorName(first.name)} ${whyNot[reason]}`
	return { kind: 'fallback', text: `${why}: ${inSentence(answered)} answered.` }
}

const cutOff = {
	busy: 'was busy',
	resting: 'failed several times just now',
	unreachable: 'could not be reached any more',
	slow: 'stopped answering',
	key: 'did not accept its key any more',
	refused: 'refused to go on',
	declined: 'declined to go on with this',
	broken: 'broke off in the middle',
	budget: '',
} as const satisfies Record<FailureReason, string>

/** An answer that did not come to its end. */
export function toCutOffNotice(cut: ModelFailure | Stopped, model: string, changed: boolean): Notice {
	const rest = changed ? 'What was done until then stands, and can be undone.' : 'Nothing was changed.'
	if (cut instanceof Stopped) {
		if (cut.by === 'person') return { kind: 'stopped', text: `Stopped. ${rest}` }
		return { kind: 'interrupted', text: `The server was restarted in the middle of this answer. ${rest}` }
	}
	const { reason } = cut
	const why = reason === 'budget' ? 'Your tokens for today are used up' : `${toVendorName(model)} ${cutOff[reason]}`
	return { kind: 'cut_off', text: `${why}. ${rest}` }
}

const advice = {
	busy: 'is busy just now, or answers with errors',
	resting: 'is left alone for half a minute',
	unreachable: 'can’t be reached from this server',
	slow: 'does not answer in time',
	key: 'does not accept the key that is set',
	refused: 'refuses what it is asked',
	declined: 'declined one request',
	broken: 'sends answers that can’t be read',
	budget: '',
} as const satisfies Record<FailureReason, string>

/** A sentence for whoever runs the server: what is wrong with a provider, and which setting to look at. */
export function toAdvice(name: string, model: string | null, failure: ModelFailure): string {
	const setting = name === 'compatible' ? 'OPENAI_BASE_URL' : name.toUpperCase()
	const where = {
		key: name === 'compatible' ? 'look at COMPATIBLE_API_KEY' : `look at ${setting}_API_KEY`,
		refused:
			name === 'compatible' ? 'look at COMPATIBLE_MODEL' : `look at ${setting}_MODEL${model ? ` (${model})` : ''}`,
		unreachable: name === 'compatible' ? `look at ${setting}` : 'look at the server’s way to the internet',
	}
	const { reason, message } = failure
	const look = reason === 'key' || reason === 'refused' || reason === 'unreachable' ? `: ${where[reason]}` : ''
	const detail = reason === 'refused' || reason === 'declined' ? ` ${message}` : ''
	return `${toVendorName(name)} ${advice[reason]}${look}.${detail}`
}
