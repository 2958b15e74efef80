import { ApiError, call, endpoints, type Send, type UndoReply } from '@todo/contract'
import type { ChangeSink } from './changes.ts'

export interface UndoStack {
	/** Remembers what was just done here. */
	push: (operationId: string) => void
	/** Takes back one operation: the named one, else the latest done here. Null where there is nothing to undo. */
	undo: (operationId?: string) => Promise<UndoReply | null>
	/** Does again what was taken back: the named undoing, else the latest. Null where there is nothing to redo. */
	redo: (operationId?: string) => Promise<UndoReply | null>
}

/** One step runs after the other, so that pressing twice takes back two operations and not one of them twice. */
export function createUndoStack(send: Send, sink: ChangeSink): UndoStack {
	let done: string[] = []
	let undone: string[] = []
	let last: Promise<unknown> = Promise.resolve()

	const forget = (operationId: string) => {
		done = done.filter((id) => id !== operationId)
		undone = undone.filter((id) => id !== operationId)
	}

	/** An operation stays until it is reversed, or the server says that it never can be. */
	async function reverse(operation_id: string): Promise<UndoReply> {
		try {
			const reply = await call(send, endpoints.changes.undo, { body: { operation_id } })
			forget(operation_id)
			sink.apply(reply.changes)
			return reply
		} catch (error) {
			if (isFinal(error)) forget(operation_id)
			throw error
		}
	}

	function enqueue(step: () => Promise<UndoReply | null>): Promise<UndoReply | null> {
		const running = last.then(step)
		last = running.catch(() => undefined)
		return running
	}

	return {
		push(operationId) {
			done = [...done.filter((id) => id !== operationId), operationId].slice(-100)
			undone = []
		},
		undo: (named) =>
			enqueue(async () => {
				const operationId = named ?? done.at(-1)
				if (!operationId) return null
				const reply = await reverse(operationId)
				undone = [...undone, reply.operation_id]
				return reply
			}),
		redo: (named) =>
			enqueue(async () => {
				const operationId = named ?? undone.at(-1)
				if (!operationId) return null
				const reply = await reverse(operationId)
				done = [...done, reply.operation_id]
				return reply
			}),
	}
}

/** Gone, or reversed already: asking again would answer the same. */
const isFinal = (error: unknown) =>
	error instanceof ApiError && (error.problem.status === 404 || error.problem.status === 409)
