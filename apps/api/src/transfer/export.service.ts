import { completionStore } from '../tasks/completion.store.ts'
import type { ExportFile } from '@todo/contract'
import type { Actor } from '../actor.ts'
import { conversationStore } from '../chats/conversation.store.ts'
import { messageStore } from '../chats/message.store.ts'
import type { Database, Tx } from '../database/database.ts'
import { listStore } from '../lists/list.store.ts'
import { sectionStore } from '../lists/section.store.ts'
import { tagStore } from '../lists/tag.store.ts'
import { requireSettings } from '../settings/settings.service.ts'
import { toTask } from '../tasks/task.rules.ts'
import { taskStore } from '../tasks/task.store.ts'
import type { Clock } from '../time/clock.ts'
import { toCsv } from './export-csv.rules.ts'
import { toIcs } from './ics.rules.ts'

export type ExportFormat = 'json' | 'csv' | 'ics'

/** A file to be handed out. */
export interface ExportedFile {
	name: string
	contentType: string
	text: string
}

const contentTypes: Record<ExportFormat, string> = {
	json: 'application/json; charset=utf-8',
	csv: 'text/csv; charset=utf-8; header=present',
	ics: 'text/calendar; charset=utf-8',
}

const all = 2_147_483_647

export type ExportService = ReturnType<typeof createExportService>

export function createExportService({ database, clock }: { database: Database; clock: Clock }) {
	/** Tasks before what they stand in: whatever one names was there when it was read. */
	async function readTasks(tx: Tx, userId: string): Promise<ExportFile['tasks']> {
		const rows = await taskStore.findAllByPosition(tx, userId)
		return rows.toSorted((a, b) => a.id - b.id).map((row) => ({ ...toTask(row), series_start: row.series_start }))
	}

	async function readConversations(tx: Tx, userId: string): Promise<ExportFile['conversations']> {
		const conversations = await conversationStore.all(tx, userId)
		const withMessages: ExportFile['conversations'] = []
		for (const conversation of conversations) {
			const messages = await messageStore.newest(tx, userId, conversation.id, all, clock.now())
			withMessages.push({ ...conversation, messages })
		}
		return withMessages
	}

	async function readAll(tx: Tx, userId: string): Promise<ExportFile> {
		const tasks = await readTasks(tx, userId)
		const completions = await completionStore.list(tx, userId, all, 0)
		const { version: _version, ...settings } = await requireSettings(tx, userId)
		return {
			format: 'todo-export',
			version: 1,
			exported_at: clock.now().toISOString(),
			settings,
			lists: await listStore.everything(tx, userId),
			sections: await sectionStore.everything(tx, userId),
			tags: await tagStore.all(tx, userId),
			tasks,
			completions: completions
				.map(({ task_id, n, due_date, recurrence, completed_at }) => ({
					task_id,
					n,
					due_date,
					recurrence,
					completed_at,
				}))
				.toSorted((a, b) => a.task_id - b.task_id || a.n - b.n),
			conversations: await readConversations(tx, userId),
		}
	}

	async function toText(actor: Actor, format: ExportFormat): Promise<string> {
		if (format === 'json') return JSON.stringify(await database.read((tx) => readAll(tx, actor.userId)), null, 2)
		const { tasks, lists, sections } = await database.read(async (tx) => ({
			tasks: await readTasks(tx, actor.userId),
			lists: await listStore.everything(tx, actor.userId),
			sections: await sectionStore.everything(tx, actor.userId),
		}))
		if (format === 'csv') return toCsv({ tasks, lists, sections })
		const live = tasks.filter((task) => task.deleted_at === null)
		return toIcs({ name: 'To-do', tasks: live, timeZone: actor.timeZone, as: 'todos' })
	}

	return {
		/** Everything of the account; a table or a calendar of its tasks. */
		async export(actor: Actor, format: ExportFormat): Promise<ExportedFile> {
			return {
				name: `todo-${clock.local(actor.timeZone).slice(0, 10)}.${format}`,
				contentType: contentTypes[format],
				text: await toText(actor, format),
			}
		},
	}
}
