import { endpoints } from '@todo/contract'
import { auth as schemas } from '@todo/contract/schemas'
import type { App } from '../transport/handle.ts'
import { handle, handlePublic } from '../transport/handle.ts'
import type { Doorman } from './doorman.ts'
import type { GuestService } from './guest.service.ts'
import { toPlace } from './place.rules.ts'

export interface AuthServices {
	guests: GuestService
	/** Opens and closes: answers tokens, sets and clears cookies. */
	doorman: Doorman
}

export function registerAuthRoutes(app: App, { guests, doorman }: AuthServices): void {
	handlePublic(app, endpoints.auth.createGuest, schemas.createGuest, async ({ body, request, reply }) => {
		doorman.requireOwnPage(request)
		const known = await doorman.findSession(request)
		if (known) return doorman.admit(known, request, reply)
		const session = await guests.create(toPlace(body, request.headers), doorman.toDevice(request))
		return doorman.admit(session, request, reply)
	})
	handle(app, endpoints.auth.me, schemas.me, ({ actor }) => doorman.describe(actor.userId))
}
