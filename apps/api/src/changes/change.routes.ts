import { endpoints } from '@todo/contract'
import { changes as schemas } from '@todo/contract/schemas'
import { invalid } from '../errors.ts'
import { handle } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { ChangeService } from './change.service.ts'
import type { UndoService } from './undo.service.ts'

const usualLimit = 200

export function registerChangeRoutes(app: App, changes: ChangeService, undo: UndoService): void {
	handle(app, endpoints.changes.listChanges, schemas.listChanges, async ({ actor, query }) => {
		const limit = query.limit ?? usualLimit
		if (query.since !== undefined) return changes.since(actor.userId, query.since, limit)
		return changes.history(actor, { before: query.before, of: toEntity(query.entity, query.entity_id), limit })
	})
	// By undo what was made goes away, and what was changed or deleted is written anew.
	handle(app, endpoints.changes.undo, schemas.undo, ({ actor, body }) => undo.undo(actor, body?.operation_id), {
		scope: ['tasks:write', 'tasks:delete'],
	})
}

function toEntity<E>(entity: E | undefined, entityId: string | undefined): { entity: E; entityId: string } | undefined {
	if (entity === undefined && entityId === undefined) return undefined
	if (entity === undefined || entityId === undefined)
		throw invalid(entity === undefined ? 'entity' : 'entity_id', 'is required beside the other of the two', 'query')
	return { entity, entityId }
}
