/** The parts of the messages that are not sent with every view, but with those that need them (`SeldomMessages`). */
export const seldom = [
	'account',
	'apiKeys',
	'calendar',
	'copying',
	'history',
	'keys',
	'models',
	'preferences',
	'transfer',
	'trash',
] as const

export type Seldom = (typeof seldom)[number]
