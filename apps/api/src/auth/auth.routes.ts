import { endpoints } from '@todo/contract'
import { auth as schemas } from '@todo/contract/schemas'
import { handle, handlePublic } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { AccountService } from './account.service.ts'
import { toOpenSession } from './doorman.ts'
import type { Doorman } from './doorman.ts'
import type { GuestService } from './guest.service.ts'
import { toPlace } from './place.rules.ts'
import type { ResetService } from './reset.service.ts'
import type { SignInService } from './sign-in.service.ts'

export interface AuthServices {
	guests: GuestService
	signIn: SignInService
	accounts: AccountService
	resets: ResetService
	/** Opens and closes: answers tokens, sets and clears cookies. */
	doorman: Doorman
}

const own = { sessionOnly: true } as const
const auth = endpoints.auth
const signUpOptions = {
	summary:
		'Sign up. With a guest’s cookie or token, that guest becomes the account: its tasks stay; its sessions, API keys and calendar address end, and the token answered is a new one.',
}

/** Coming, going, and what people do with the account they are in. */
export function registerAuthRoutes(app: App, services: AuthServices): void {
	registerEntrances(app, services)
	const { accounts, resets, doorman } = services

	handle(app, auth.me, schemas.me, ({ actor }) => accounts.find(actor.userId))
	handle(app, auth.updateMe, schemas.updateMe, ({ actor, body }) => accounts.rename(actor, body.name), own)
	handle(
		app,
		auth.deleteMe,
		schemas.deleteMe,
		async ({ actor, body, request, reply }) => {
			await accounts.remove(actor, body?.password, request.ip)
			doorman.dismiss(request, reply)
		},
		own,
	)
	handle(app, auth.listSessions, schemas.listSessions, ({ actor }) => accounts.sessions(actor), own)
	handle(app, auth.endSession, schemas.endSession, ({ actor, params }) => accounts.endSession(actor, params.id), own)
	handle(
		app,
		auth.endSessions,
		schemas.endSessions,
		({ actor, query }) => accounts.endSessions(actor, query.all === true),
		own,
	)
	handle(
		app,
		auth.changePassword,
		schemas.changePassword,
		({ actor, body, request }) => {
			const passwords = { current: body.current_password, next: body.new_password }
			return accounts.changePassword(actor, passwords, request.ip, body.end_keys)
		},
		{
			...own,
			summary:
				'Change password. Ends every other session; API keys and the calendar address too where `end_keys` says so.',
		},
	)
	handlePublic(app, auth.forgotPassword, schemas.forgotPassword, async ({ body, request }) => {
		doorman.requireOwnPage(request)
		await resets.request(body.email, request.ip)
		return { detail: 'If there is such an account, a mail with a link is on its way.' }
	})
	handlePublic(
		app,
		auth.resetPassword,
		schemas.resetPassword,
		async ({ body, request }) => {
			doorman.requireOwnPage(request)
			await resets.reset(body.token, body.password, request.ip)
		},
		{ summary: 'Reset password by a mailed link. Ends every session, API key and the calendar address.' },
	)
}

function registerEntrances(app: App, { guests, signIn, accounts, doorman }: AuthServices): void {
	handlePublic(app, auth.createGuest, schemas.createGuest, async ({ body, request, reply }) => {
		doorman.requireOwnPage(request)
		const known = await doorman.findSession(request)
		const session = known
			? toOpenSession(known)
			: await guests.create(toPlace(body, request.headers), doorman.toDevice(request))
		return doorman.admit(session, request, reply)
	})
	handlePublic(
		app,
		auth.signUp,
		schemas.signUp,
		async ({ body, request, reply }) => {
			doorman.requireOwnPage(request)
			const current = await doorman.findSession(request)
			const place = toPlace(body, request.headers)
			return doorman.admit(await signIn.signUp(body, place, doorman.toDevice(request), current), request, reply)
		},
		signUpOptions,
	)
	handlePublic(app, auth.logIn, schemas.logIn, async ({ body, request, reply }) => {
		doorman.requireOwnPage(request)
		const current = await doorman.findSession(request)
		const session = await signIn.logIn(body, body.bring_tasks === true, doorman.toDevice(request), current)
		return doorman.admit(session, request, reply)
	})
	handlePublic(app, auth.logOut, schemas.logOut, async ({ request, reply }) => {
		const actor = await app.authenticate(request)
		if (actor?.sessionId) await accounts.endSession(actor, actor.sessionId)
		doorman.dismiss(request, reply)
	})
}
