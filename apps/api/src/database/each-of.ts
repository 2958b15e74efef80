import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DialectName } from './statement.ts'

/** A list as one parameter (JSON), so that one prepared statement serves every length. */
export const eachOf = (list: string, dialect: DialectName): RawBuilder<string> =>
	dialect === 'postgres'
		? sql<string>`(select jsonb_array_elements_text(${list}::jsonb))`
		: sql<string>`(select value from json_each(${list}))`

/** As `eachOf`, of whole numbers. */
export const eachNumberOf = (list: string, dialect: DialectName): RawBuilder<number> =>
	dialect === 'postgres'
		? sql<number>`(select jsonb_array_elements_text(${list}::jsonb)::integer)`
		: sql<number>`(select value from json_each(${list}))`
