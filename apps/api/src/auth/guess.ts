import { accountLimit, addressLimit, guessLimit, slowLimit, toLimitAccount, toLimitAddress } from './limits.ts'
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
			await limits.take(addressLimit, toLimitAddress(ip))
			await limits.take(guessLimit, toPair(account, ip))
			const key = toLimitAccount(account)
			// Slowed, never locked: its owner must get in, and open sessions are not touched at all.
			if (!(await limits.tryTake(accountLimit, key))) await limits.take(slowLimit, key)
		},
		async forgive(account, ip) {
			await limits.clear(guessLimit, toPair(account, ip))
			await limits.clear(accountLimit, toLimitAccount(account))
		},
	}
}
