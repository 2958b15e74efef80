import { defineEndpoint } from './endpoint.ts'
import type * as schemas from './schemas/index.ts'

type Tasks = typeof schemas.tasks
type Lists = typeof schemas.lists
type Changes = typeof schemas.changes
type Auth = typeof schemas.auth
type Chats = typeof schemas.chats
type System = typeof schemas.system
type Settings = typeof schemas.settings
type Transfer = typeof schemas.transfer

export const tasks = {
	listTasks: defineEndpoint<Tasks['listTasks']>('GET', '/api/tasks'),
	createTask: defineEndpoint<Tasks['createTask']>('POST', '/api/tasks'),
	bulkTasks: defineEndpoint<Tasks['bulkTasks']>('POST', '/api/tasks/bulk'),
	getTask: defineEndpoint<Tasks['getTask']>('GET', '/api/tasks/{id}'),
	updateTask: defineEndpoint<Tasks['updateTask']>('PATCH', '/api/tasks/{id}'),
	/** As PATCH: fields left out stay as they are. */
	replaceTask: defineEndpoint<Tasks['replaceTask']>('PUT', '/api/tasks/{id}'),
	deleteTask: defineEndpoint<Tasks['deleteTask']>('DELETE', '/api/tasks/{id}'),
	/** Toggles; `completed` sets. */
	completeTask: defineEndpoint<Tasks['completeTask']>('PATCH', '/api/tasks/{id}/complete'),
	toggleTask: defineEndpoint<Tasks['toggleTask']>('PATCH', '/api/tasks/{id}/toggle'),
	moveTask: defineEndpoint<Tasks['moveTask']>('POST', '/api/tasks/{id}/move'),
	restoreTask: defineEndpoint<Tasks['restoreTask']>('POST', '/api/tasks/{id}/restore'),
	getStats: defineEndpoint<Tasks['getStats']>('GET', '/api/stats'),
	listTrash: defineEndpoint<Tasks['listTrash']>('GET', '/api/trash'),
	purgeTask: defineEndpoint<Tasks['purgeTask']>('DELETE', '/api/trash/{id}'),
	listCompletions: defineEndpoint<Tasks['listCompletions']>('GET', '/api/completions'),
	/** The last finished occurrence only: the task is due again when it was then. */
	reopenCompletion: defineEndpoint<Tasks['reopenCompletion']>('DELETE', '/api/tasks/{id}/completions/{n}'),
	emptyTrash: defineEndpoint<Tasks['emptyTrash']>('DELETE', '/api/trash'),
}

export const lists = {
	listLists: defineEndpoint<Lists['listLists']>('GET', '/api/lists'),
	createList: defineEndpoint<Lists['createList']>('POST', '/api/lists'),
	getList: defineEndpoint<Lists['getList']>('GET', '/api/lists/{id}'),
	updateList: defineEndpoint<Lists['updateList']>('PATCH', '/api/lists/{id}'),
	deleteList: defineEndpoint<Lists['deleteList']>('DELETE', '/api/lists/{id}'),
	listSections: defineEndpoint<Lists['listSections']>('GET', '/api/sections'),
	createSection: defineEndpoint<Lists['createSection']>('POST', '/api/sections'),
	updateSection: defineEndpoint<Lists['updateSection']>('PATCH', '/api/sections/{id}'),
	deleteSection: defineEndpoint<Lists['deleteSection']>('DELETE', '/api/sections/{id}'),
	listTags: defineEndpoint<Lists['listTags']>('GET', '/api/tags'),
	updateTag: defineEndpoint<Lists['updateTag']>('PATCH', '/api/tags/{name}'),
	deleteTag: defineEndpoint<Lists['deleteTag']>('DELETE', '/api/tags/{name}'),
}

export const changes = {
	listChanges: defineEndpoint<Changes['listChanges']>('GET', '/api/changes'),
	undo: defineEndpoint<Changes['undo']>('POST', '/api/undo'),
}

export const settings = {
	getSettings: defineEndpoint<Settings['getSettings']>('GET', '/api/settings'),
	updateSettings: defineEndpoint<Settings['updateSettings']>('PATCH', '/api/settings'),
}

export const auth = {
	createGuest: defineEndpoint<Auth['createGuest']>('POST', '/api/auth/guest'),
	signUp: defineEndpoint<Auth['signUp']>('POST', '/api/auth/signup'),
	logIn: defineEndpoint<Auth['logIn']>('POST', '/api/auth/login'),
	me: defineEndpoint<Auth['me']>('GET', '/api/auth/me'),
	updateMe: defineEndpoint<Auth['updateMe']>('PATCH', '/api/auth/me'),
	deleteMe: defineEndpoint<Auth['deleteMe']>('DELETE', '/api/auth/me'),
	logOut: defineEndpoint<Auth['logOut']>('POST', '/api/auth/logout'),
	listSessions: defineEndpoint<Auth['listSessions']>('GET', '/api/auth/sessions'),
	endSession: defineEndpoint<Auth['endSession']>('DELETE', '/api/auth/sessions/{id}'),
	endSessions: defineEndpoint<Auth['endSessions']>('DELETE', '/api/auth/sessions'),
	changePassword: defineEndpoint<Auth['changePassword']>('POST', '/api/auth/password'),
	forgotPassword: defineEndpoint<Auth['forgotPassword']>('POST', '/api/auth/forgot'),
	resetPassword: defineEndpoint<Auth['resetPassword']>('POST', '/api/auth/reset'),
}

export const keys = {
	listKeys: defineEndpoint<Auth['listKeys']>('GET', '/api/keys'),
	createKey: defineEndpoint<Auth['createKey']>('POST', '/api/keys'),
	deleteKey: defineEndpoint<Auth['deleteKey']>('DELETE', '/api/keys/{id}'),
}

export const chats = {
	chat: defineEndpoint<Chats['chat']>('POST', '/api/chat'),
	followTurn: defineEndpoint<Chats['followTurn']>('GET', '/api/chat/turns/{id}/events'),
	stopTurn: defineEndpoint<Chats['stopTurn']>('POST', '/api/chat/turns/{id}/stop'),
	answerConfirmation: defineEndpoint<Chats['answerConfirmation']>('POST', '/api/confirmations/{id}'),
	/** Who can answer, and how they are. */
	getAssistant: defineEndpoint<Chats['getAssistant']>('GET', '/api/assistant'),
	listConversations: defineEndpoint<Chats['listConversations']>('GET', '/api/conversations'),
	listMessages: defineEndpoint<Chats['listMessages']>('GET', '/api/conversations/{id}/messages'),
	renameConversation: defineEndpoint<Chats['renameConversation']>('PATCH', '/api/conversations/{id}'),
	deleteConversation: defineEndpoint<Chats['deleteConversation']>('DELETE', '/api/conversations/{id}'),
}

export const transfer = {
	exportAll: defineEndpoint<Transfer['exportAll']>('GET', '/api/export'),
	importAll: defineEndpoint<Transfer['importAll']>('POST', '/api/import'),
	getCalendar: defineEndpoint<Transfer['getCalendar']>('GET', '/api/calendar'),
	createCalendar: defineEndpoint<Transfer['createCalendar']>('POST', '/api/calendar'),
	deleteCalendar: defineEndpoint<Transfer['deleteCalendar']>('DELETE', '/api/calendar'),
	/** `file` is the secret token and `.ics`. */
	readCalendar: defineEndpoint<Transfer['readCalendar']>('GET', '/api/calendar/{file}'),
}

export const system = {
	getHealth: defineEndpoint<System['getHealth']>('GET', '/api/health'),
	/** For clients that can't send a cookie or a header with a WebSocket: valid once, for 30 seconds. */
	createSocketTicket: defineEndpoint<System['createSocketTicket']>('POST', '/api/ws/ticket'),
}
