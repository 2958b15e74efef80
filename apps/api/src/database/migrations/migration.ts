import type { Kysely } from 'kysely'
import type { DialectName } from '../statement.ts'

/** One step of the schema. Its name is permanent; once released, its content is too. */
export interface Migration {
	readonly name: string
	up(db: Kysely<unknown>, dialect: DialectName): Promise<void>
	down(db: Kysely<unknown>, dialect: DialectName): Promise<void>
	/**
	 * Set where this step takes something away: the first step whose programs no longer use it. Programs that lack that step then
	 * refuse this schema; all others run on it, so that a release and the one before run side by side.
	 */
	readonly needs?: string
}
