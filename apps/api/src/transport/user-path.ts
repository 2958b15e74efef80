import type { IncomingMessage } from 'node:http'

/** Resources that existing clients put behind the user's id: `/api/{user_id}/tasks`. */
const resources = 'tasks|stats|chat|conversations|lists|sections|tags|trash|changes|undo|settings'
const own = new Set(
	`${resources}|auth|health|ws|docs|openapi.json|keys|import|export|calendar|confirmations`.split('|'),
)
const pattern = new RegExp(String.raw`^/api/([^/?]{1,128})/((?:${resources})(?:[/?].*)?)$`)

const claimed = new WeakMap<IncomingMessage, string>()

/** Takes the user out of the path and remembers whose it claimed to be; `requireClaimedUser` settles that. */
export function rewriteUserPath(request: IncomingMessage): string {
	const url = request.url ?? '/'
	const [, user, rest] = pattern.exec(url) ?? []
	if (user === undefined || rest === undefined || own.has(user)) return url
	claimed.set(request, decode(user))
	return `/api/${rest}`
}

/** The user named by the path, where there was one. */
export const claimedUser = (request: IncomingMessage): string | undefined => claimed.get(request)

function decode(segment: string): string {
	try {
		return decodeURIComponent(segment)
	} catch {
		return segment
	}
}
