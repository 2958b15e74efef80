import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { createGate } from './gate.ts'

/** argon2id as OWASP recommends it: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`
const atOnce = 2
const mostWaiting = 50

export interface Passwords {
	/** In the PHC string format. @throws {DomainError} `BUSY` where too many wait already. */
	hash(password: string): Promise<string>
	/** Costs the same whether or not there is a hash to compare with. */
	verify(hash: string | undefined, password: string): Promise<boolean>
	/** @throws {DomainError} `BUSY` where `hash` would be refused just now. */
	requireRoom(): void
}

/** Hashing takes 20 ms of a thread and 19 MiB: a few at a time, some in a queue, and the rest are told to come back. */
export function createPasswords(): Passwords {
	const gate = createGate(atOnce, mostWaiting)
	const derive = (password: string, nonce: Buffer) => gate.pass(() => runArgon2(password, nonce))

	return {
		requireRoom: gate.requireRoom,
		async hash(password) {
			const nonce = randomBytes(16)
			return `${prefix}${toBase64(nonce)}$${toBase64(await derive(password, nonce))}`
		},
		async verify(hash, password) {
			const [salt, expected] = hash?.startsWith(prefix) ? hash.slice(prefix.length).split('$') : []
			const actual = await derive(password, salt ? Buffer.from(salt, 'base64') : randomBytes(16))
			if (expected === undefined) return false
			const wanted = Buffer.from(expected, 'base64')
			return wanted.length === actual.length && timingSafeEqual(wanted, actual)
		},
	}
}

const runArgon2 = (message: string, nonce: Buffer) =>
	new Promise<Buffer>((resolve, reject) =>
		argon2('argon2id', { ...cost, message, nonce }, (error, key) => (error ? reject(error) : resolve(key))),
	)

const toBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
