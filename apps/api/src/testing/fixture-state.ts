import { call, endpoints } from '@todo/contract'
import type { TestApp } from './start-app.ts'

/** When every fixture was made and is looked at, so that nothing in it grows old. */
export const fixtureTime = new Date('2026-11-20T12:00:00Z')

/** Everything that the fixtures' person sees after signing in; what an upgrade must leave as it was. */
export async function readState(app: TestApp) {
	const { token, user } = await call(app.send, endpoints.auth.logIn, {
		body: { email: 'ada@example.com', password: 'correct horse battery' },
	})
	const send = app.as(token)
	const conversations = await call(send, endpoints.chats.listConversations, {})
	return {
		user,
		settings: await call(send, endpoints.settings.getSettings, {}),
		lists: await call(send, endpoints.lists.listLists, {}),
		sections: await call(send, endpoints.lists.listSections, {}),
		tags: await call(send, endpoints.lists.listTags, {}),
		tasks: await call(send, endpoints.tasks.listTasks, { query: { sort: 'position' } }),
		trash: await call(send, endpoints.tasks.listTrash, {}),
		completions: await call(send, endpoints.tasks.listCompletions, {}),
		changes: await call(send, endpoints.changes.listChanges, { query: { since: '0', limit: '1000' } }),
		conversations,
		messages: await Promise.all(
			conversations.map(({ id }) => call(send, endpoints.chats.listMessages, { params: { id } })),
		),
	}
}
