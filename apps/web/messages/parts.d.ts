/** The two parts that scripts/compile-messages.mjs makes of en.json. */
declare module '#messages/en.json?first' {
	import type en from '#messages/en.json'
	import type { Seldom } from '#messages/seldom.ts'

	const messages: Omit<typeof en, Seldom>
	export default messages
}

declare module '#messages/en.json?seldom' {
	import type en from '#messages/en.json'
	import type { Seldom } from '#messages/seldom.ts'

	const messages: Pick<typeof en, Seldom>
	export default messages
}
