import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { invalid } from '../errors.ts'
import { mostTags } from '../lists/names.rules.ts'
import { tagStore } from '../lists/tag.store.ts'
import { tagsOf } from './task.rules.ts'

/** A tag comes to be with the first task that has it. @throws {DomainError} `VALIDATION_ERROR` where there are too many then. */
export async function requireTagRoom({ tx, actor }: Operation, before: TaskRow | null, after: TaskRow): Promise<void> {
	if (before ? before.tags === after.tags : after.tags === '[]') return
	const had = new Set(before ? tagsOf(before) : [])
	const added = tagsOf(after).filter((tag) => !had.has(tag))
	const known = await Promise.all(added.map((tag) => tagStore.find(tx, actor.userId, tag)))
	const made = added.filter((_, at) => known[at] === undefined)
	if (made.length === 0 || (await tagStore.count(tx, actor.userId)) + made.length <= mostTags) return
	const room = mostTags.toLocaleString('en')
	throw invalid('tags', `can’t hold ${made.join(', ')}: there can be ${room} different tags; delete some first`)
}
