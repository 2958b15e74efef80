import { call, endpoints, type Send, type UndoReply } from '@todo/contract'
import type { ChangeSink } from './changes.ts'

export interface UndoStack {
	/** Remembers what was just done here. */
	push: (operationId: string) => void
	/** Takes back one operation: the named one, else the latest done here. Null where there is nothing to undo. */
	undo: (operationId?: string) => Promise<UndoReply | null>
	redo: () => Promise<UndoReply | null>
}

export function createUndoStack(send: Send, sink: ChangeSink): UndoStack {
	let done: string[] = []
	let undone: string[] = []

	async function reverse(operation_id: string): Promise<UndoReply> {
		const reply = await call(send, endpoints.changes.undo, { body: { operation_id } })
		sink.apply(reply.changes)
		return reply
	}

	return {
		push(operationId) {
			done = [...done.filter((id) => id !== operationId), operationId].slice(-100)
			undone = []
		},
		async undo(operationId = done.at(-1)) {
			if (!operationId) return null
			done = done.filter((id) => id !== operationId)
			const reply = await reverse(operationId)
			undone = [...undone, reply.operation_id]
			return reply
		},
		async redo() {
			const operationId = undone.at(-1)
			if (!operationId) return null
			undone = undone.slice(0, -1)
			const reply = await reverse(operationId)
			done = [...done, reply.operation_id]
			return reply
		},
	}
}
