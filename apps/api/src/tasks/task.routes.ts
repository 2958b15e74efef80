import { endpoints } from '@todo/contract'
import { tasks as schemas } from '@todo/contract/schemas'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { RawBody, handle, notModified } from '../transport/handle.ts'
import type { App, Call } from '../transport/handle.ts'
import type { CompletionService } from './completion.service.ts'
import { toSelection } from './task-query.rules.ts'
import { toEtag } from './task.service.ts'
import type { TaskService } from './task.service.ts'
import type { TrashService } from './trash.service.ts'

const { tasks: endpoint } = endpoints

export function registerTaskRoutes(
	app: App,
	tasks: TaskService,
	trash: TrashService,
	completions: CompletionService,
): void {
	const list = async ({ actor, query, request, reply }: ListCall) => {
		const page = await tasks.page(actor, toSelection(query))
		reply.header('x-total-count', page.total).header('cache-control', 'private, no-cache').header('etag', page.etag)
		if (page.cursor !== null) reply.header('x-next-cursor', page.cursor)
		return notModified(request, page.etag) ?? new RawBody(page.json)
	}
	handle(app, endpoint.listTasks, schemas.listTasks, list, { answerHeaders: pageHeaders })
	handle(app, endpoint.createTask, schemas.createTask, async ({ actor, body, reply }) => {
		const task = await tasks.create(actor, body)
		reply.header('etag', toEtag(task.version)).header('location', `/api/tasks/${task.id}`)
		return task
	})
	handle(app, endpoint.bulkTasks, schemas.bulkTasks, ({ actor, body }) => tasks.bulk(actor, body), {
		scopeIf: { scope: 'tasks:delete', when: 'where `action` is `delete`', holds: (body) => body.action === 'delete' },
	})
	handle(app, endpoint.getTask, schemas.getTask, async ({ actor, params, request, reply }) => {
		const task = await tasks.get(actor, params.id)
		const etag = toEtag(task.version)
		reply.header('etag', etag).header('cache-control', 'private, no-cache')
		return notModified(request, etag) ?? task
	})
	const update = async (call: {
		actor: Actor
		params: { id: number }
		body: Parameters<TaskService['update']>[2]
		request: FastifyRequest
		reply: FastifyReply
	}) => answer(call.reply, await tasks.update(call.actor, call.params.id, call.body, precondition(call.request)))
	handle(app, endpoint.updateTask, schemas.updateTask, update, conditional)
	handle(app, endpoint.replaceTask, schemas.replaceTask, update, conditional)
	handle(
		app,
		endpoint.deleteTask,
		schemas.deleteTask,
		({ actor, params, request }) => tasks.remove(actor, params.id, precondition(request)),
		{ scope: 'tasks:delete', ...conditional },
	)
	for (const one of [endpoint.completeTask, endpoint.toggleTask]) {
		handle(
			app,
			one,
			schemas.completeTask,
			async ({ actor, params, body, request, reply }) =>
				answer(reply, await tasks.complete(actor, params.id, body?.completed, precondition(request))),
			conditional,
		)
	}
	handle(app, endpoint.moveTask, schemas.moveTask, ({ actor, params, body }) =>
		tasks.move(actor, params.id, body.after_id),
	)
	handle(app, endpoint.getStats, schemas.getStats, ({ actor }) => tasks.stats(actor))

	handle(app, endpoint.listTrash, schemas.listTrash, ({ actor }) => trash.list(actor))
	handle(app, endpoint.restoreTask, schemas.restoreTask, ({ actor, params }) => trash.restore(actor, params.id))
	handle(app, endpoint.purgeTask, schemas.purgeTask, ({ actor, params }) => trash.purge(actor, params.id), {
		scope: 'tasks:delete',
	})
	handle(app, endpoint.emptyTrash, schemas.emptyTrash, ({ actor }) => trash.empty(actor), { scope: 'tasks:delete' })

	handle(app, endpoint.listCompletions, schemas.listCompletions, ({ actor, query }) =>
		completions.list(actor, query.limit ?? 100, query.offset ?? 0),
	)
	handle(app, endpoint.reopenCompletion, schemas.reopenCompletion, ({ actor, params }) =>
		completions.reopen(actor, params.id, params.n),
	)
}

type ListCall = Call<typeof schemas.listTasks, Actor>

const pageHeaders = {
	'X-Total-Count': { type: 'integer', description: 'How many tasks there are on all pages.' },
	'X-Next-Cursor': { type: 'string', description: 'The `cursor` of the next page; left out on the last.' },
} as const
const conditional = { ifMatch: true } as const
const precondition = (request: FastifyRequest) => ({ ifMatch: request.headers['if-match'] })

function answer<T extends { version: number }>(reply: FastifyReply, task: T): T {
	reply.header('etag', toEtag(task.version))
	return task
}
