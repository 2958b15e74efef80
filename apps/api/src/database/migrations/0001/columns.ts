import { sql } from 'kysely'
import type { ColumnDataType, CreateTableBuilder, RawBuilder } from 'kysely'
import type { DialectName } from '../../statement.ts'

export type Table = CreateTableBuilder<string, string>
export type Type = ColumnDataType | RawBuilder<unknown>

/** The few kinds of columns that every table of this schema is made of. */
export interface Columns {
	/** One collation on both databases: plain byte order. */
	text: Type
	owner(builder: Table): Table
	required(builder: Table, type: Type, ...names: string[]): Table
	optional(builder: Table, type: Type, ...names: string[]): Table
	/** Numbered per user, versioned, soft-deleted. */
	entity(builder: Table): Table
}

export function createColumns(dialect: DialectName): Columns {
	const text: Type = dialect === 'postgres' ? sql`text collate "C"` : 'text'
	const owner: Columns['owner'] = (builder) =>
		builder.addColumn('user_id', text, (c) => c.notNull().references('users.id').onDelete('cascade'))
	const required: Columns['required'] = (builder, type, ...names) =>
		names.reduce((b, name) => b.addColumn(name, type, (c) => c.notNull()), builder)
	const optional: Columns['optional'] = (builder, type, ...names) =>
		names.reduce((b, name) => b.addColumn(name, type), builder)
	const entity: Columns['entity'] = (builder) => {
		const numbered = required(owner(builder), 'integer', 'id')
		return optional(
			required(required(numbered, 'bigint', 'version'), text, 'created_at', 'updated_at'),
			text,
			'deleted_at',
		)
	}
	return { text, owner, required, optional, entity }
}
