import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secrets } from '../config/secrets.ts'

/** What signs, and what is believed; the first of `accepted` is `signing`. */
export interface SigningSecrets {
	readonly signing: string
	readonly accepted: readonly string[]
}

/** The given secrets, or the one made at the first start and kept beside the data, readable by its owner alone. */
export function readSigningSecrets(secrets: Secrets, dataFolder: string): SigningSecrets {
	if (secrets.kind === 'given') return { signing: secrets.signing, accepted: secrets.accepted }
	mkdirSync(dataFolder, { recursive: true })
	const made = readOrMake(join(dataFolder, 'secret'))
	return { signing: made, accepted: [made] }
}

function readOrMake(file: string): string {
	try {
		// `wx`: of two processes that start at once, one makes it and the other reads it.
		writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
	}
	const secret = readFileSync(file, 'utf8').trim()
	if (secret.length < 32) throw new Error(`${file} is damaged: remove it, and everyone has to sign in again.`)
	return secret
}
