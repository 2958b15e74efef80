import type { Completion, Task } from '@todo/contract'
import { expect, test } from 'vitest'
import { toCompletedDays } from './completed-days.ts'
import { toDraft } from './selectors.ts'

const task = (title: string, completed_at: string): Task => ({
	...toDraft({ title, client_id: title }, 1, new Date(completed_at)),
	completed: true,
	completed_at,
})
const finished = (task_id: number, n: number, completed_at: string): Completion => ({
	task_id,
	n,
	title: `Every day ${task_id}`,
	due_date: null,
	completed_at,
})
const short = (days: ReturnType<typeof toCompletedDays>) =>
	days.map(({ day, tasks, occurrences }) => [
		day,
		tasks.map(({ title }) => title),
		occurrences.map(
			({ completion, latest, at }) => `${completion.task_id}/${completion.n} at ${at}${latest ? ' latest' : ''}`,
		),
	])

test('tasks and finished occurrences stand together by the day of the person, latest first', () => {
	const tasks = [task('Late', '2026-11-20T23:30:00.000Z'), task('Early', '2026-11-20T08:00:00.000Z')]
	const completions = [finished(7, 2, '2026-11-20T12:00:00.000Z'), finished(7, 1, '2026-11-19T12:00:00.000Z')]
	const days = toCompletedDays({ items: tasks, more: false }, { items: completions, more: false }, 'Europe/Vienna')
	expect(short(days)).toEqual([
		['2026-11-21', ['Late'], []],
		['2026-11-20', ['Early'], ['7/2 at 0 latest']],
		['2026-11-19', [], ['7/1 at 0']],
	])
})

test('what is older than the loaded part of either is left for later', () => {
	const tasks = [task('New', '2026-11-20T10:00:00.000Z'), task('Old', '2026-11-10T10:00:00.000Z')]
	const completions = [finished(7, 9, '2026-11-20T11:00:00.000Z'), finished(7, 8, '2026-11-19T11:00:00.000Z')]
	const days = toCompletedDays({ items: tasks, more: false }, { items: completions, more: true }, 'UTC')
	expect(short(days)).toEqual([
		['2026-11-20', ['New'], ['7/9 at 0 latest']],
		['2026-11-19', [], ['7/8 at 0']],
	])
})
