import { call, endpoints, type BulkRequest, type Endpoint, type Reply, type Send, type Task } from '@todo/contract'
import { createUuid } from '#lib/ids.ts'
import type { ChangeSink } from './changes.ts'
import type { Lanes } from './lanes.ts'
import type { TaskCache } from './task-cache.ts'

type SchemasOf<E> = E extends Endpoint<infer S> ? S : never
export type BulkReply = Reply<SchemasOf<typeof endpoints.tasks.bulkTasks>>

export interface WriteParts {
	send: Send
	cache: TaskCache
	sink: ChangeSink
	lanes: Lanes
}

/**
 * Sends one write. `expected` is how the tasks will look: shown at once, replaced by the server's answer, and taken
 * back when the write fails. Every write goes through the bulk endpoint, whose answer names the operation to undo. New
 * tasks are stored in the order they were written, and so is what is done to one task; nothing else waits.
 */
export async function writeTasks(parts: WriteParts, request: BulkRequest, expected: Task[]): Promise<BulkReply> {
	const { send, cache, sink, lanes } = parts
	const ids = expected.map((task) => task.id)
	const before = new Map(ids.map((id) => [id, cache.find(id)]))
	sink.hold(ids)
	expected.forEach(cache.put)
	try {
		const idempotencyKey = createUuid()
		const write = () => call(send, endpoints.tasks.bulkTasks, { body: request }, { idempotencyKey })
		const reply = await lanes.run(toLanes(request), write)
		for (const task of reply.tasks) cache.put(task)
		return reply
	} catch (error) {
		for (const task of expected) {
			const old = before.get(task.id)
			if (old) cache.put(old)
			else cache.drop(task)
		}
		throw error
	} finally {
		sink.release(ids)
	}
}

const toLanes = (request: BulkRequest) =>
	request.action === 'create' ? ['create'] : request.ids.map((id) => `task ${id}`)
