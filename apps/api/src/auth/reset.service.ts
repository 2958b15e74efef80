import type { Database } from '../database/database.ts'
import { DomainError, invalid } from '../errors.ts'
import type { Mailer } from '../mail/mailer.ts'
import { accountStore } from './account.store.ts'
import type { Library } from './library.ts'
import { mailLimit, resetLimit, toLimitAccount, toLimitAddress } from './limits.ts'
import type { Limits } from './limits.ts'
import type { Passwords } from './password.ts'
import { requireGoodPassword } from './password.rules.ts'

export interface ResetService {
	/**
	 * Sends a link, later: the answer and its time are the same for an address that nobody has.
	 * @throws {DomainError} `MAIL_NOT_SET_UP`, `RATE_LIMITED`
	 */
	request(email: string, ip: string): Promise<void>
	/** Sets the password, ends every session, API key and the calendar's address. @throws {DomainError} naming `token` where it was used or is too old. */
	reset(token: string, password: string, ip: string): Promise<void>
	/** Waits for what is still being sent. */
	settle(): Promise<void>
}

export interface ResetDependencies {
	database: Database
	library: Library
	limits: Limits
	passwords: Passwords
	mailer: Mailer | undefined
	onFailure(error: unknown): void
}

export function createResetService(dependencies: ResetDependencies): ResetService {
	const { database, library, limits, passwords, mailer, onFailure } = dependencies
	const sending = new Set<Promise<void>>()

	async function sendLink(email: string): Promise<void> {
		if (!(await limits.tryTake(mailLimit, toLimitAccount(email)))) return
		if (await database.read((tx) => accountStore.findByEmail(tx, email))) await library.requestReset(email)
	}

	return {
		async request(email, ip) {
			if (!mailer) throw new DomainError('MAIL_NOT_SET_UP', 'This server sends no mail: ask whoever runs it.')
			await limits.take(resetLimit, toLimitAddress(ip))
			const sent = sendLink(email)
				.catch(onFailure)
				.finally(() => sending.delete(sent))
			sending.add(sent)
		},

		async reset(token, password, ip) {
			await limits.take(resetLimit, toLimitAddress(ip))
			requireGoodPassword(password, undefined, 'password')
			// A link is used up before the password is hashed: a full queue must not cost somebody theirs.
			passwords.requireRoom()
			if (!(await library.reset(token, password))) throw invalid('token', 'was used already, or is too old')
		},

		settle: async () => void (await Promise.all(sending)),
	}
}
