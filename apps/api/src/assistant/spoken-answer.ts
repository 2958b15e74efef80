import { interpretMessage } from '@todo/language'

/** Whether a message is a plain yes or no and nothing else. */
export function readYesOrNo(message: string): 'yes' | 'no' | undefined {
	if (message.length > 60) return undefined
	const [intent, ...more] = interpretMessage(message, { now: '2000-01-01T00:00:00', timeZone: 'UTC' })
	if (!intent || more.length > 0) return undefined
	return intent.kind === 'yes' || intent.kind === 'no' ? intent.kind : undefined
}
