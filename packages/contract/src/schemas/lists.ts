import { z } from 'zod'
import * as p from './primitives.ts'

export const list = z
	.object({
		id: z.int(),
		client_id: z.string().nullable(),
		name: z.string(),
		colour: p.colour,
		position: z.int(),
		version: z.int(),
		created_at: p.instant,
		updated_at: p.instant,
		deleted_at: p.instant.nullable(),
	})
	.meta({ id: 'List' })

export const section = z
	.object({
		id: z.int(),
		list_id: z.int(),
		name: z.string(),
		position: z.int(),
		version: z.int(),
		created_at: p.instant,
		updated_at: p.instant,
		deleted_at: p.instant.nullable(),
	})
	.meta({ id: 'Section' })

export const tag = z.object({ name: z.string(), colour: p.colour, pending: z.int() }).meta({ id: 'Tag' })

const listFields = { name: p.text(100), colour: p.colour, position: p.position }
const sectionFields = { name: p.text(100), position: p.position }
const onList = { params: z.strictObject({ id: p.id }) }
const onTag = { params: z.strictObject({ name: p.tagName }) }

export const newList = z
	.strictObject({ ...listFields, client_id: p.clientId })
	.partial()
	.required({ name: true })
	.meta({ id: 'NewList' })
export const newSection = z
	.strictObject({ ...sectionFields, list_id: p.bodyId })
	.partial({ position: true })
	.meta({ id: 'NewSection' })

export const listChanges = z.strictObject(listFields).partial().meta({ id: 'ListChanges' })
export const sectionChanges = z.strictObject(sectionFields).partial().meta({ id: 'SectionChanges' })
export const tagChanges = z.strictObject({ name: p.tagName, colour: p.colour }).partial().meta({ id: 'TagChanges' })

export const listLists = { replies: { 200: z.array(list) } }
export const createList = { body: newList, replies: { 201: list } }
export const getList = { ...onList, replies: { 200: list } }
export const updateList = { ...onList, body: listChanges, replies: { 200: list } }
/** The list's tasks go to the trash with it, and come back by undo. */
export const deleteList = { ...onList, replies: { 204: z.void() } }

export const listSections = { replies: { 200: z.array(section) } }
export const createSection = { body: newSection, replies: { 201: section } }
export const updateSection = { ...onList, body: sectionChanges, replies: { 200: section } }
/** Its tasks stay in the list, in no section. */
export const deleteSection = { ...onList, replies: { 204: z.void() } }

export const listTags = { replies: { 200: z.array(tag) } }
export const updateTag = {
	...onTag,
	body: tagChanges,
	replies: { 200: tag },
}
export const deleteTag = { ...onTag, replies: { 204: z.void() } }
