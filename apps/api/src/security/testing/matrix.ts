import { accountRows } from './matrix-accounts.ts'
import { chatRows } from './matrix-chats.ts'
import { listRows } from './matrix-lists.ts'
import { taskRows } from './matrix-tasks.ts'
import type { Person, Things } from './person.ts'
import type { Sample } from './request.ts'

/** One operation: what is sent, and exactly what each kind of caller is answered. */
export interface Row {
	/** A request about things of `own`; it succeeds. */
	sample(own: Things, person: Person): Sample
	/** What somebody is answered who asks about their own things. */
	own: number
	/** What somebody else is answered who names these very things in the path. */
	other?: 404
	/** What an API key is answered that may read tasks and nothing else. */
	readKey: number
	/** Needs nobody signed in: what nobody in particular is answered, and who sends a token that is none. */
	public?: { anonymous: number; badToken: number }
	/** Only for people with a password of their own. */
	password?: true
	/** Each place in query or body that names a thing: a request that names somebody else's there, and the answer. */
	foreign?: Record<string, { sample(own: Things, theirs: Things): Sample; status: number }>
	/** Places in the query or body that look as if they named a thing of the server's, and don't. */
	harmless?: readonly string[]
}

/** Every operation of the API by method and path. A test compares it with the operations that there are. */
export const matrix: Readonly<Record<string, Row>> = { ...accountRows, ...taskRows, ...listRows, ...chatRows }
