'use client'
import { useState } from 'react'
import type { List, Task } from '@todo/contract'
import Bell from 'lucide-react/icons/bell'
import CalendarDays from 'lucide-react/icons/calendar'
import Flag from 'lucide-react/icons/flag'
import Inbox from 'lucide-react/icons/inbox'
import Rows3 from 'lucide-react/icons/rows-3'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useTranslations } from 'use-intl'
import { useSections } from '#lib/data/queries.ts'
import { commonRules } from '#lib/recurrence.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { ListDot } from '#ui/list-dot.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { DueButton } from './due-button.tsx'
import { isPriority, usePriorityItems } from './priority-items.tsx'
import { reminderMinutes, useReminderText } from './reminder-text.ts'
import { readDue, selectSections } from './selectors.ts'
import { TagChips } from './tag-chips.tsx'
import type { TaskActions } from './use-task-actions.ts'

interface Props {
	task: Task
	lists: List[]
	actions: TaskActions
}

/** The facts of a task, each a button that changes it. */
export function EditorChips({ task, lists, actions }: Props) {
	const t = useTranslations('tasks')
	const text = useDateText()
	const [picking, setPicking] = useState(false)
	const { label: priorityLabel, items: priorities } = usePriorityItems(task.priority)
	const remind = useReminderText()
	const { sections: present } = useSections()
	const list = lists.find((other) => other.id === task.list_id)
	if (!text) return null

	const sections = list ? selectSections(present, list.id) : []
	const section = sections.find(({ id }) => id === task.section_id)
	const due = readDue(task, text.now)
	const [reminder] = task.reminders
	const rules = Object.values(commonRules).map((rule) => ({
		id: rule,
		label: text.rule(rule),
		chosen: rule === task.recurrence,
	}))
	const minutes = reminderMinutes.map((n) => ({ id: String(n), label: remind({ minutes_before: n }) }))
	const repeat = (recurrence: string | null) =>
		void actions.update([task], { recurrence, ...(recurrence && !task.due_date ? { due_date: text.now.today } : {}) })

	return (
		<div className="mt-2.5 flex flex-wrap items-center gap-1.5">
			<DueButton
				look="chip"
				label={t('schedule')}
				due={due}
				open={picking}
				onOpenChange={setPicking}
				onChange={(due_date) => void actions.update([task], { due_date })}
			>
				<CalendarDays />
				{due ? text.due(due) : t('noDate')}
			</DueButton>
			<MenuButton
				look="chip"
				label={t('repeat')}
				items={[...rules, ...(task.recurrence ? [{ id: '', label: t('noRepeat') }] : [])]}
				onAction={(id) => repeat(id || null)}
			>
				<RefreshCw />
				{task.recurrence ? text.rule(task.recurrence) : t('repeat')}
			</MenuButton>
			<MenuButton
				look="chip"
				label={t('remind')}
				items={[...minutes, ...(reminder ? [{ id: '', label: t('noReminder') }] : [])]}
				onAction={(id) => void actions.update([task], { reminders: id === '' ? [] : [{ minutes_before: Number(id) }] })}
			>
				<Bell />
				{reminder ? task.reminders.map(remind).join(', ') : t('remind')}
			</MenuButton>
			<MenuButton
				look="chip"
				label={priorityLabel}
				items={priorities}
				onAction={(id) => isPriority(id) && void actions.update([task], { priority: id })}
			>
				<Flag />
				{priorities.find(({ id }) => id === task.priority)?.label}
			</MenuButton>
			<MenuButton
				look="chip"
				label={t('list')}
				items={[
					{ id: '', label: t('inbox'), icon: <Inbox />, chosen: !list },
					...lists.map(({ id, name, colour }) => ({
						id: String(id),
						label: name,
						icon: <ListDot colour={colour} />,
						chosen: id === list?.id,
					})),
				]}
				onAction={(id) => void actions.update([task], { list_id: Number(id) || null, section_id: null })}
			>
				{list ? <ListDot colour={list.colour} /> : <Inbox />}
				{list?.name ?? t('inbox')}
			</MenuButton>
			{sections.length > 0 && (
				<MenuButton
					look="chip"
					label={t('section')}
					items={[
						{ id: '', label: t('noSection'), chosen: !section },
						...sections.map(({ id, name }) => ({ id: String(id), label: name, chosen: id === section?.id })),
					]}
					onAction={(id) => void actions.update([task], { section_id: Number(id) || null })}
				>
					<Rows3 />
					{section?.name ?? t('noSection')}
				</MenuButton>
			)}
			<TagChips task={task} actions={actions} />
		</div>
	)
}
