import type { Environment } from './config.ts'

/** How sessions and tokens are signed (APP-5, TRUST §4.5). */
export type Secrets =
	| { kind: 'given'; signing: string; accepted: readonly string[]; warnings: readonly string[] }
	/** Made at first start and kept in the data folder; development only. */
	| { kind: 'made' }

const leastLength = 32
const placeholders = [
	'secret',
	'changeme',
	'change-me',
	'your-secret-key',
	'your_secret_key',
	'better-auth-secret',
	'placeholder',
	'example',
	'password',
]

export class SecretError extends Error {
	constructor(message: string) {
		super(message)
		this.name = 'SecretError'
	}
}

/** @throws {SecretError} where production has no secret, or one that anybody could guess. */
export function readSecrets(env: Environment, environment: 'production' | 'development'): Secrets {
	const names = ['BETTER_AUTH_SECRET', 'SECRET_KEY'] as const
	const given = names.flatMap((name) => {
		const value = env[name]
		return value ? [{ name, value }] : []
	})
	const [first, second] = given
	if (!first) {
		if (environment === 'production')
			throw new SecretError(
				'BETTER_AUTH_SECRET (or SECRET_KEY) must be set in production: at least 32 random characters, such as from `openssl rand -base64 32`.',
			)
		return { kind: 'made' }
	}
	for (const { name, value } of given) requireSound(name, value)
	const warnings = given
		.filter(({ value }) => entropyBits(value) < 120)
		.map(({ name }) => `${name} looks easy to guess; use random characters.`)
	if (second && second.value !== first.value)
		warnings.push('BETTER_AUTH_SECRET and SECRET_KEY differ: signing with the first, accepting both.')
	return { kind: 'given', signing: first.value, accepted: [...new Set(given.map(({ value }) => value))], warnings }
}

function requireSound(name: string, value: string): void {
	if (Buffer.byteLength(value) < leastLength)
		throw new SecretError(`${name} must have at least ${leastLength} characters.`)
	const plain = value.toLowerCase().replace(/[\d\s]+$/, '')
	if (
		placeholders.some((word) => plain === word || plain.replaceAll(/[-_]/g, '') === word.replaceAll(/[-_]/g, '')) ||
		new Set(value).size < 6
	) {
		throw new SecretError(`${name} is a placeholder that anybody could guess: use random characters.`)
	}
}

/** Shannon's measure over the text's own characters: rough, and only for a warning. */
function entropyBits(value: string): number {
	const counts = new Map<string, number>()
	for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
	let bits = 0
	for (const count of counts.values()) bits -= count * Math.log2(count / value.length)
	return bits
}
