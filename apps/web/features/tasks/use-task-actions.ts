import { useMemo } from 'react'
import type { BulkRequest, NewTask, Task, TaskChanges } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { writeTasks, type BulkReply } from '#lib/data/writes.ts'
import { createUuid } from '#lib/ids.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useUndo } from '#lib/use-undo.ts'
import { useToast } from '#ui/toast.tsx'
import { keyOf, toDraft } from './selectors.ts'
import { toDid } from './to-did.ts'

export interface TaskActions {
	/** False where nothing was saved; what went wrong has then been said. `unseen` is said of a task that is not on the screen. */
	add: (tasks: NewTask[], said?: string, unseen?: string) => Promise<boolean>
	setCompleted: (task: Task, completed: boolean) => Promise<void>
	update: (tasks: Task[], changes: TaskChanges, said?: string) => Promise<boolean>
	remove: (tasks: Task[]) => Promise<void>
	restore: (task: Task) => Promise<void>
}

type Shown<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Everything the page does to tasks: shown at once, undoable, and taken back in words where the server says no. */
export function useTaskActions(): TaskActions {
	const t = useTranslations('tasks')
	const { send, cache, sink, lanes, undoStack, creating } = useClient()
	const toast = useToast()
	const undo = useUndo()
	const toText = useErrorText()

	return useMemo(() => {
		async function write(
			request: BulkRequest,
			expected: Task[],
			said?: string,
			unseen?: string,
		): Promise<BulkReply | null> {
			try {
				const reply = await writeTasks({ send, cache, sink, lanes }, request, expected)
				undoStack.push(reply.operation_id, toDid(request, expected))
				const text = said ?? (expected.every(isOnScreen) ? undefined : unseen)
				if (text) toast({ text, action: { label: t('undo'), run: () => undo(reply.operation_id) } })
				return reply
			} catch (error) {
				toast({ text: toText(error), urgent: true })
				return null
			}
		}

		/** What is done to a task that is still on its way to the server waits until it has arrived. */
		async function arrived(tasks: Task[]): Promise<Task[]> {
			const present = await Promise.all(
				tasks.map(async (task) => (task.id > 0 ? task : ((await creating.get(keyOf(task))) ?? null))),
			)
			return present.filter((task) => task !== null)
		}

		return {
			async add(tasks, said, unseen) {
				const now = new Date()
				const drafts = tasks.map((task) => ({ ...task, client_id: createUuid() }))
				const expected = drafts.map((draft, n) => toDraft(toExpected(draft), -now.getTime() - n, now))
				const writing = write({ action: 'create', tasks: drafts }, expected, said, unseen)
				for (const [n, draft] of expected.entries())
					creating.set(
						keyOf(draft),
						writing.then((reply) => reply?.tasks[n]),
					)
				const reply = await writing
				for (const draft of expected) creating.delete(keyOf(draft))
				return reply !== null
			},
			async setCompleted(wanted, completed) {
				const [task] = await arrived([wanted])
				if (!task) return
				const at = new Date().toISOString()
				const expected: Task = completed
					? { ...task, completed, status: 'completed', completed_at: at }
					: { ...task, completed, status: 'pending', completed_at: null }
				const action = completed ? 'complete' : 'reopen'
				const said = completed ? t('done', { title: task.title }) : t('reopened', { title: task.title })
				await write({ action, ids: [task.id] }, [expected], said)
			},
			async update(wanted, changes, said) {
				const tasks = await arrived(wanted)
				if (tasks.length === 0) return false
				const ids = tasks.map((task) => task.id)
				// A due time is meant in the person's own zone, whatever zone the task had.
				const zone = changes.due_date === undefined ? {} : { time_zone: null }
				const expected = tasks.map((task) => ({ ...task, ...zone, ...toExpected(changes) }))
				return (await write({ action: 'update', ids, changes }, expected, said)) !== null
			},
			async remove(wanted) {
				const tasks = await arrived(wanted)
				const at = new Date().toISOString()
				const [first] = tasks
				if (!first) return
				const said = t('deleted', { count: tasks.length, title: first.title })
				const ids = tasks.map((task) => task.id)
				await write(
					{ action: 'delete', ids },
					tasks.map((task) => ({ ...task, deleted_at: at })),
					said,
				)
			},
			async restore(task) {
				await write(
					{ action: 'restore', ids: [task.id] },
					[{ ...task, deleted_at: null }],
					t('restored', { title: task.title }),
				)
			},
		}
	}, [send, cache, sink, lanes, undoStack, creating, toast, undo, toText, t])
}

function isOnScreen(task: Task): boolean {
	const place = document.querySelector(`[data-row="${CSS.escape(keyOf(task))}"]`)?.getBoundingClientRect()
	return place !== undefined && place.top >= 0 && place.bottom <= innerHeight
}

/** What is sent becomes what is shown; a field that is absent stays as it is. */
function toExpected<T extends NewTask | TaskChanges>(changes: T): Shown<T> {
	const present = Object.entries(changes).filter(([, value]) => value !== undefined)
	// The same fields, without those that are undefined.
	return Object.fromEntries(present) as Shown<T>
}
