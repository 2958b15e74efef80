import { endpoints } from '@todo/contract'
import { auth as schemas } from '@todo/contract/schemas'
import { handle } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { KeyService } from './key.service.ts'

const ownOnly = { sessionOnly: true } as const

export function registerKeyRoutes(app: App, keys: KeyService): void {
	handle(app, endpoints.keys.listKeys, schemas.listKeys, ({ actor }) => keys.list(actor), ownOnly)
	handle(app, endpoints.keys.createKey, schemas.createKey, ({ actor, body }) => keys.create(actor, body), ownOnly)
	handle(
		app,
		endpoints.keys.deleteKey,
		schemas.deleteKey,
		({ actor, params }) => keys.remove(actor, params.id),
		ownOnly,
	)
}
