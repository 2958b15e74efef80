import {
	accountLimit,
	addressLimit,
	failureLimit,
	floodLimit,
	guessLimit,
	rareLimit,
	slowLimit,
	toLimitAccount,
	toLimitAddress,
} from './limits.ts'
import type { Limits } from './limits.ts'

/** Keeps passwords from being guessed (TRUST B12). Counts before anything is compared, so that parallel guesses count too. */
export interface GuessGuard {
	/** @throws {DomainError} `RATE_LIMITED`, alike for accounts that exist and for those that don't. */
	count(account: string, ip: string): Promise<void>
	/** The password was right. */
	forgive(account: string, ip: string): Promise<void>
}

export function createGuessGuard(limits: Limits): GuessGuard {
	const toPair = (account: string, ip: string) => `${toLimitAccount(account)}:${toLimitAddress(ip)}`
	return {
		async count(account, ip) {
			const pair = toPair(account, ip)
			await limits.take(addressLimit, toLimitAddress(ip))
			await limits.take(guessLimit, pair)
			const slowed = !(await limits.tryTake(failureLimit, pair))
			// Whoever is slowed here adds less to what is counted for the account.
			if (slowed) await limits.take(slowLimit, pair)
			const key = toLimitAccount(account)
			const few = await limits.tryTake(accountLimit, key)
			const flooded = !(await limits.tryTake(floodLimit, key))
			// Nobody else's guesses close the door to an address that has guessed little: its owner must get in.
			if (flooded) await limits.take(rareLimit, pair)
			else if (!few && !slowed) await limits.take(slowLimit, pair)
		},
		async forgive(account, ip) {
			const pair = toPair(account, ip)
			for (const limit of [guessLimit, failureLimit, slowLimit, rareLimit]) await limits.clear(limit, pair)
			// Others who guess stay as slow as they were.
			for (const limit of [accountLimit, floodLimit]) await limits.giveBack(limit, toLimitAccount(account))
		},
	}
}
