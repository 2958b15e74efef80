import { describe, expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { createPasswords } from './password.ts'

describe('passwords', () => {
	test('APP-5: are kept as argon2id with 19 MiB, two passes and a salt each', async () => {
		const passwords = createPasswords()
		const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')])
		expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
		expect(two).not.toBe(one)
		expect(await passwords.verify(one, 'correct horse')).toBe(true)
		expect(await passwords.verify(one, 'correct horsf')).toBe(false)
		expect(await passwords.verify(undefined, 'correct horse')).toBe(false)
		expect(await passwords.verify('not a hash', 'correct horse')).toBe(false)
	})

	test('APP-5: a storm of sign-ins waits up to a length, then is told to come back', async () => {
		const passwords = createPasswords()
		const results = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('correct horse')))
		expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(52)
		const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
		expect(refused).toHaveLength(8)
		for (const error of refused) expect(error).toMatchObject({ code: 'BUSY', retryAfter: 2 })
		expect(refused[0]).toBeInstanceOf(DomainError)
		expect(await passwords.hash('correct horse')).toMatch(/^\$argon2id/)
	})
})
