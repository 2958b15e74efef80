import type { Kysely } from 'kysely'
import type { DialectName } from '../statement.ts'

/** One step of the schema. Its name is permanent; once released, its content is too. */
export interface Migration {
	readonly name: string
	up(db: Kysely<unknown>, dialect: DialectName): Promise<void>
	down(db: Kysely<unknown>, dialect: DialectName): Promise<void>
}
