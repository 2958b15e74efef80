import type { List, NewTask } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useDateText } from '#lib/use-date-text.ts'
import type { TaskDefaults } from './use-parsed.ts'

/** Says where new tasks went, if they don't show up where they were written. */
export function useWhereabouts(lists: List[], defaults: TaskDefaults): (tasks: NewTask[]) => string | undefined {
	const t = useTranslations('quickAdd')
	const text = useDateText()
	return (tasks) => {
		const [first] = tasks
		if (!first || !text) return undefined
		if (tasks.length > 1) return t('severalAdded', { count: tasks.length })
		const due = first.due_date && first.due_date !== defaults.due_date ? text.due(first.due_date) : undefined
		const list = first.list_id === defaults.list_id ? undefined : lists.find(({ id }) => id === first.list_id)?.name
		const where = [due, list].filter(Boolean).join(' · ')
		return where ? t('addedTo', { title: first.title, where }) : undefined
	}
}
