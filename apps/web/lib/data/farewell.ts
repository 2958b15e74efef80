import { readStored, store } from '#lib/theme.ts'

/** Why nobody is here any more. */
export type Farewell = 'signedOut' | 'deleted'

const key = 'todo.farewell'

/** Outlives the loading anew of the page that comes with it. */
export const farewell = {
	read(): Farewell | null {
		const value = readStored(key)
		return value === 'signedOut' || value === 'deleted' ? value : null
	},
	say: (value: Farewell | null) => store(key, value),
	forget: () => store(key, null),
}
