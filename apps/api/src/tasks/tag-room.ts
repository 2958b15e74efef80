import type { Operation } from '../changes/operation.ts'
import type { TaskRow } from '../database/schema.ts'
import { invalid } from '../errors.ts'
import { mostTags } from '../lists/names.rules.ts'
import { tagStore } from '../lists/tag.store.ts'
import type { TaskRows } from './task-rows.ts'
import { tagsOf } from './task.rules.ts'

/** A tag comes to be with the first task that has it. @throws {DomainError} `VALIDATION_ERROR` where there are too many then. */
export async function requireTagRoom(
	operation: Operation,
	tasks: TaskRows,
	before: TaskRow | null,
	after: TaskRow,
): Promise<void> {
	if (before ? before.tags === after.tags : after.tags === '[]') return
	const had = new Set(before ? tagsOf(before) : [])
	const added = tagsOf(after).filter((tag) => !had.has(tag))
	const made = await tasks.findNewTags(operation, added)
	if (made.length === 0 || (await tagStore.count(operation.tx, operation.actor.userId)) + made.length <= mostTags)
		return
	const room = mostTags.toLocaleString('en')
	throw invalid('tags', `can’t hold ${made.join(', ')}: there can be ${room} different tags; delete some first`)
}
