'use client'
import type { ReactNode } from 'react'
import type { List, Task } from '@todo/contract'
import CalendarDays from 'lucide-react/icons/calendar'
import Clock from 'lucide-react/icons/clock'
import Hash from 'lucide-react/icons/hash'
import ListTree from 'lucide-react/icons/list-tree'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { dayOf, timeOf } from '#lib/days.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { isLate, readDue } from './selectors.ts'

export interface MetaOptions {
	/** The view already says which day it is. */
	hideDay?: string | undefined
	hideList?: number | undefined
	hideTag?: string | undefined
}

interface Props extends MetaOptions {
	task: Task
	lists: List[]
	subtasks?: { done: number; all: number } | undefined
	parent?: string | undefined
}

/** The quiet second line of a row. */
export function TaskMeta({ task, lists, subtasks, parent, hideDay, hideList, hideTag }: Props) {
	const t = useTranslations('tasks')
	const text = useDateText()
	const parts: ReactNode[] = []

	const due = text && readDue(task, text.now)
	if (due) {
		const time = timeOf(due)
		const late = isLate(task, text.now)
		if (dayOf(due) !== hideDay) parts.push(<Part key="due" late={late} icon={<CalendarDays />} text={text.due(due)} />)
		else if (time) parts.push(<Part key="due" late={late} icon={<Clock />} text={text.time(time)} />)
	}
	if (task.recurrence && text) parts.push(<Part key="rule" icon={<RefreshCw />} text={text.rule(task.recurrence)} />)
	if (subtasks && subtasks.all > 0)
		parts.push(<Part key="sub" icon={<ListTree />} text={t('subtasksDone', subtasks)} />)
	if (parent) parts.push(<Part key="parent" text={t('partOf', { title: parent })} />)
	const list = lists.find(({ id }) => id === task.list_id)
	if (list && list.id !== hideList) parts.push(<Part key="list" text={list.name} />)
	for (const tag of task.tags) if (tag !== hideTag) parts.push(<Part key={`#${tag}`} icon={<Hash />} text={tag} />)

	if (parts.length === 0) return null
	return <span className="mt-0.5 flex flex-wrap gap-x-3 gap-y-1 text-[12.5px] text-ink-3">{parts}</span>
}

function Part({ icon, text, late = false }: { icon?: ReactNode; text: string; late?: boolean }) {
	return (
		<span className={classNames('inline-flex items-center gap-1 [&_.lucide]:size-[13px]', late && 'text-overdue')}>
			{icon}
			{text}
		</span>
	)
}
