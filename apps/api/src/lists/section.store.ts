import type { Section } from '@todo/contract'
import type { Tx } from '../database/database.ts'
import type { SectionRow } from '../database/schema.ts'
import { defineStatement } from '../database/statement.ts'

const allSections = defineStatement<{ userId: string }, SectionRow>('all_sections', (db, p) =>
	db
		.selectFrom('sections')
		.selectAll()
		.where('user_id', '=', p('userId'))
		.where('deleted_at', 'is', null)
		.orderBy('list_id')
		.orderBy('position')
		.orderBy('id'),
)

const everySection = defineStatement<{ userId: string }, SectionRow>('every_section', (db, p) =>
	db.selectFrom('sections').selectAll().where('user_id', '=', p('userId')).orderBy('id'),
)

const sectionById = defineStatement<{ userId: string; id: number }, SectionRow>('section_by_id', (db, p) =>
	db.selectFrom('sections').selectAll().where('user_id', '=', p('userId')).where('id', '=', p('id')),
)

const insertSection = defineStatement<SectionRow, unknown>('insert_section', (db, p) =>
	db.insertInto('sections').values({
		user_id: p('user_id'),
		id: p('id'),
		list_id: p('list_id'),
		name: p('name'),
		position: p('position'),
		version: p('version'),
		created_at: p('created_at'),
		updated_at: p('updated_at'),
		deleted_at: p('deleted_at'),
	}),
)

const setSection = defineStatement<SectionRow, unknown>('set_section', (db, p) =>
	db
		.updateTable('sections')
		.set({
			name: p('name'),
			position: p('position'),
			version: p('version'),
			updated_at: p('updated_at'),
			deleted_at: p('deleted_at'),
		})
		.where('user_id', '=', p('user_id'))
		.where('id', '=', p('id')),
)

export const sectionStore = {
	/** Those not in the trash, list by list, in their order. */
	all: async (tx: Tx, userId: string): Promise<Section[]> => (await tx.all(allSections, { userId })).map(toSection),

	/** Those in the trash too. */
	everything: async (tx: Tx, userId: string): Promise<Section[]> =>
		(await tx.all(everySection, { userId })).map(toSection),

	/** In the trash or not. */
	async find(tx: Tx, userId: string, id: number): Promise<Section | undefined> {
		const row = await tx.first(sectionById, { userId, id })
		return row && toSection(row)
	},

	async findLive(tx: Tx, userId: string, id: number): Promise<Section | undefined> {
		const row = await tx.first(sectionById, { userId, id })
		return row && row.deleted_at === null ? toSection(row) : undefined
	},

	async insert(tx: Tx, userId: string, section: Section): Promise<void> {
		await tx.run(insertSection, { ...section, user_id: userId })
	},

	/** Writes the whole section as it now is. */
	async set(tx: Tx, userId: string, section: Section): Promise<void> {
		await tx.run(setSection, { ...section, user_id: userId })
	},
}

function toSection({ user_id: _user, ...row }: SectionRow): Section {
	return row
}
