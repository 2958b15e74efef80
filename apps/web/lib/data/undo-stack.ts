import { ApiError, call, endpoints, type Send, type UndoReply } from '@todo/contract'
import type { ChangeSink } from './changes.ts'

/** What an operation did, as far as it was done here: in words where it is taken back. */
export interface Did {
	verb:
		| 'added'
		| 'completed'
		| 'reopened'
		| 'deleted'
		| 'restored'
		| 'renamed'
		| 'dated'
		| 'moved'
		| 'changed'
		| 'imported'
		| 'assistant'
	/** Of how many things; the title is that of the first. */
	count: number
	title: string
}

export type Reversed = UndoReply & { did: Did | undefined }

export interface UndoStack {
	/** Remembers what was just done here. */
	push: (operationId: string, did?: Did) => void
	/** Takes back one operation: the named one, else the latest done here. Null where there is nothing to undo. */
	undo: (operationId?: string) => Promise<Reversed | null>
	/** Does again what was taken back: the named undoing, else the latest. Null where there is nothing to redo. */
	redo: (operationId?: string) => Promise<Reversed | null>
}

interface Entry {
	id: string
	did: Did | undefined
}

/** One step runs after the other, so that pressing twice takes back two operations and not one of them twice. */
export function createUndoStack(send: Send, sink: ChangeSink): UndoStack {
	let done: Entry[] = []
	let undone: Entry[] = []
	let last: Promise<unknown> = Promise.resolve()

	const forget = (operationId: string) => {
		done = done.filter(({ id }) => id !== operationId)
		undone = undone.filter(({ id }) => id !== operationId)
	}
	const find = (operationId: string): Entry =>
		[...done, ...undone].find(({ id }) => id === operationId) ?? { id: operationId, did: undefined }

	/** An operation stays until it is reversed, or the server says that it never can be. */
	async function reverse({ id, did }: Entry): Promise<Reversed> {
		try {
			const reply = await call(send, endpoints.changes.undo, { body: { operation_id: id } })
			forget(id)
			sink.apply(reply.changes)
			return { ...reply, did }
		} catch (error) {
			if (isFinal(error)) forget(id)
			throw error
		}
	}

	function enqueue(step: () => Promise<Reversed | null>): Promise<Reversed | null> {
		const running = last.then(step)
		last = running.catch(() => undefined)
		return running
	}

	return {
		push(id, did) {
			done = [...done.filter((entry) => entry.id !== id), { id, did }].slice(-100)
			undone = []
		},
		undo: (named) =>
			enqueue(async () => {
				const entry = named === undefined ? done.at(-1) : find(named)
				if (!entry) return null
				const reply = await reverse(entry)
				undone = [...undone, { id: reply.operation_id, did: reply.did }]
				return reply
			}),
		redo: (named) =>
			enqueue(async () => {
				const entry = named === undefined ? undone.at(-1) : find(named)
				if (!entry) return null
				const reply = await reverse(entry)
				done = [...done, { id: reply.operation_id, did: reply.did }]
				return reply
			}),
	}
}

/** Gone, or reversed already: asking again would answer the same. */
const isFinal = (error: unknown) =>
	error instanceof ApiError && (error.problem.status === 404 || error.problem.status === 409)
