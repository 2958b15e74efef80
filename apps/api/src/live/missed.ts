import type { Change } from '@todo/contract'
import type { ChangeService } from '../changes/change.service.ts'
import { DomainError } from '../errors.ts'

/** What a client has missed: changes up to the end of a whole version, or that they are no longer kept. */
export type Missed =
	| { kind: 'page'; version: number; changes: Change[] }
	| { kind: 'gone'; version: number }
	| { kind: 'deleted' }

const pageRows = 500

/** What came after version `since`; the answer's `version` is where it ends. */
export async function readMissed(
	changes: ChangeService,
	readVersion: (userId: string) => Promise<number | undefined>,
	userId: string,
	since: number,
): Promise<Missed> {
	try {
		const page = await changes.since(userId, since, pageRows)
		const last = page.changes.at(-1)?.version ?? 0
		// A version may land between the two reads of a page: then its changes are there and count.
		return { kind: 'page', version: page.more ? last : Math.max(last, page.version), changes: page.changes }
	} catch (error) {
		if (!(error instanceof DomainError)) throw error
		if (error.code !== 'RESYNC_REQUIRED' && error.code !== 'AUTH_UNAUTHORIZED') throw error
		const version = await readVersion(userId)
		return version === undefined ? { kind: 'deleted' } : { kind: 'gone', version }
	}
}
