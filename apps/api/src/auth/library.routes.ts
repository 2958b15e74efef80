import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { DomainError } from '../errors.ts'
import type { AccountService } from './account.service.ts'
import { clientAddressHeader } from './client-address-header.ts'
import type { Doorman } from './doorman.ts'
import { createGate } from './gate.ts'
import type { GuessGuard } from './guess.ts'
import { readEmail, readFields, readName, readPassword, readText } from './library-fields.rules.ts'
import type { Fields } from './library-fields.rules.ts'
import type { Library } from './library.ts'
import { requireGoodPassword } from './password.rules.ts'
import type { ResetService } from './reset.service.ts'
import type { Sessions } from './session.service.ts'
import type { SignInService } from './sign-in.service.ts'

export interface LibraryRoutes {
	library: Library
	doorman: Doorman
	sessions: Sessions
	signIn: SignInService
	guesses: GuessGuard
	accounts: AccountService
	resets: ResetService
	authenticate(request: FastifyRequest): Promise<Actor | undefined>
}

/** Better Auth's own routes that are offered; what it has beside these (redirects, social sign-in, …) is not there. */
const offered = [
	['GET', 'get-session'],
	['GET', 'list-sessions'],
	['POST', 'sign-up/email'],
	['POST', 'sign-in/email'],
	['POST', 'sign-out'],
	['POST', 'revoke-session'],
	['POST', 'revoke-sessions'],
	['POST', 'revoke-other-sessions'],
	['POST', 'update-user'],
] as const

type Path = (typeof offered)[number][1]

/** Registers them beside ours, for clients that speak Better Auth: same sessions, same cookie, same limits. */
export function registerLibraryRoutes(http: FastifyInstance, routes: LibraryRoutes): void {
	const { doorman, accounts, resets } = routes
	const handOver = createHandOver(routes)
	for (const [method, path] of offered)
		http.route({ method, url: `/api/auth/${path}`, handler: (request, reply) => handOver(path, request, reply) })
	const post = (path: string, handler: (request: FastifyRequest, reply: FastifyReply) => Promise<object>) =>
		http.route({ method: 'POST', url: `/api/auth/${path}`, handler })

	// What follows is ours in its words: it tells nobody by its time who has an account, and closes sockets.
	const asked = { message: 'If this email exists in our system, check your email for the reset link' }
	post('request-password-reset', async (request) => {
		doorman.requireOwnPage(request)
		await resets.request(readEmail(readFields(request.body)), request.ip)
		return { status: true, ...asked }
	})
	post('reset-password', async (request) => {
		doorman.requireOwnPage(request)
		const fields = readFields(request.body)
		await resets.reset(readText(fields, 'token'), readPassword(fields, 'newPassword'), request.ip)
		return { status: true }
	})
	post('change-password', async (request) => {
		const actor = await requirePerson(routes, request)
		const fields = readFields(request.body)
		const [current, next] = [readText(fields, 'currentPassword'), readPassword(fields, 'newPassword')]
		await accounts.changePassword(actor, { current, next }, request.ip)
		return { token: null, user: await accounts.find(actor.userId) }
	})
	post('delete-user', async (request, reply) => {
		const actor = await requirePerson(routes, request)
		const fields = readFields(request.body)
		const password = fields['password'] === undefined ? undefined : readText(fields, 'password')
		await accounts.remove(actor, password, request.ip)
		doorman.dismiss(request, reply)
		return { success: true, message: 'User deleted' }
	})
}

function createHandOver(routes: LibraryRoutes) {
	const { library, doorman, sessions, guesses } = routes
	// It hashes within its transaction, which holds a connection meanwhile: as many at once as hash at once.
	const signUps = createGate(2, 50)

	return async (path: Path, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
		const entering = path === 'sign-up/email' || path === 'sign-in/email'
		if (entering) doorman.requireOwnPage(request)
		// Whoever is wrong about who they are hears it from us: 401, or 403 for another site's page.
		else await routes.authenticate(request)
		const session = entering ? undefined : await doorman.findSession(request)
		const fields = request.method === 'GET' ? undefined : await check(routes, path, request)
		const handed = toRequest(request, fields, {
			cookie: session && doorman.toCookieHeader(session, request),
			origin: doorman.toOwnOrigin(request),
		})
		const send = () => library.handle(handed, doorman.isSecure(request))
		const response = await (path === 'sign-up/email' ? signUps.pass(send) : send())
		if (request.method !== 'GET') sessions.forgetAll()
		if (path === 'sign-in/email' && response.ok) await guesses.forgive(readEmail(fields ?? {}), request.ip)
		return answer(reply, response)
	}
}

/** What our own routes check as well, before it sees the body; answers the body it gets. */
async function check(
	{ signIn, guesses, doorman }: LibraryRoutes,
	path: Path,
	request: FastifyRequest,
): Promise<Fields> {
	// `rememberMe` would make the cookie last as long as the window, and be forgotten with its first renewal.
	const { rememberMe: _remember, image: _image, invite, ...fields } = readFields(request.body)
	if (path === 'sign-up/email') {
		await signIn.requireSignUp(typeof invite === 'string' ? invite : undefined, doorman.toDevice(request))
		const email = readEmail(fields)
		requireGoodPassword(readPassword(fields, 'password'), email, 'password')
		return { ...fields, email, name: fields['name'] ? readName(fields) : email.slice(0, email.indexOf('@')) }
	}
	if (path === 'sign-in/email') {
		const email = readEmail(fields)
		await guesses.count(email, request.ip)
		return { ...fields, email, password: readText(fields, 'password') }
	}
	return path === 'update-user' ? { name: readName(fields) } : fields
}

async function requirePerson({ authenticate }: LibraryRoutes, request: FastifyRequest): Promise<Actor> {
	const actor = await authenticate(request)
	if (!actor) throw new DomainError('AUTH_UNAUTHORIZED', 'Sign in, or send a token in the Authorization header.')
	if (actor.kind !== 'person') throw new DomainError('AUTH_FORBIDDEN', 'A key may not do this: sign in.')
	return actor
}

const passedOn = ['user-agent', 'accept', 'accept-language', 'origin', 'referer', 'x-time-zone'] as const

/** What it gets to see: chosen headers, this session's cookie alone, and the address that we believe in. */
function toRequest(
	request: FastifyRequest,
	fields: Fields | undefined,
	{ cookie, origin }: { cookie: string | undefined; origin: string },
): Request {
	const home = `${request.protocol}://${request.host}`
	if (!URL.canParse(home)) throw new DomainError('UNREADABLE_BODY', 'The Host header holds no address.')
	const headers = new Headers({ [clientAddressHeader]: request.ip, 'content-type': 'application/json' })
	for (const name of passedOn) {
		const value = request.headers[name]
		if (typeof value === 'string') headers.set(name, value)
	}
	if (cookie !== undefined) headers.set('cookie', cookie)
	// A token in a header comes from no page; we have checked the origin of what a page sent.
	if (request.headers.authorization !== undefined || !headers.has('origin')) headers.set('origin', origin)
	return new Request(new URL(request.url, home), {
		method: request.method,
		headers,
		...(fields ? { body: JSON.stringify(fields) } : {}),
	})
}

async function answer(reply: FastifyReply, response: Response): Promise<FastifyReply> {
	reply.code(response.status)
	reply.type(response.headers.get('content-type') ?? 'application/json; charset=utf-8')
	const cookies = response.headers.getSetCookie()
	if (cookies.length > 0) reply.header('set-cookie', cookies)
	return reply.send(await response.text())
}
