'use client'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { List, Task } from '@todo/contract'
import CalendarDays from 'lucide-react/icons/calendar'
import Pencil from 'lucide-react/icons/pencil'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { CheckCircle } from '#ui/check-circle.tsx'
import { IconButton } from '#ui/button.tsx'
import { DueButton } from './due-button.tsx'
import { PriorityMenu } from './priority-menu.tsx'
import { useRowFocus } from './row-focus.tsx'
import { RowMenu } from './row-menu.tsx'
import { keyOf } from './selectors.ts'
import { TaskMeta, type MetaOptions } from './task-meta.tsx'
import type { TaskActions } from './use-task-actions.ts'

export interface TaskRowProps extends MetaOptions {
	task: Task
	lists: List[]
	actions: TaskActions
	subtasks?: { done: number; all: number } | undefined
	parent?: string | undefined
	onOpen: () => void
}

/** One task of a list. Its title is the button that opens it and reaches over the whole row. */
export function TaskRow({ task, lists, actions, subtasks, parent, onOpen, ...meta }: TaskRowProps) {
	const t = useTranslations('tasks')
	const key = keyOf(task)
	const focus = useRowFocus(key)
	const row = useRef<HTMLLIElement>(null)
	const [picking, setPicking] = useState<'due' | 'priority'>()
	const tabIndex = focus.isStop ? 0 : -1

	const onKeyDown = (event: KeyboardEvent) => {
		// What is pressed in a date picker or a menu of the row bubbles through here, too.
		if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return
		if (event.ctrlKey || event.metaKey || event.altKey) return
		const run: Record<string, () => void> = {
			x: () => {
				focus.moveOn()
				void actions.setCompleted(task, !task.completed)
			},
			s: () => setPicking('due'),
			p: () => setPicking('priority'),
			Delete: () => {
				focus.moveOn()
				void actions.remove([task])
			},
		}
		const act = run[event.key]
		if (!act) return
		event.preventDefault()
		act()
	}

	return (
		// oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys work from any button within
		<li
			ref={row}
			data-row-item=""
			onFocus={focus.onFocus}
			onKeyDown={onKeyDown}
			className="group/row relative -mx-2 flex min-h-(--row) items-start gap-[11px] rounded-[9px] px-2 pt-[11px] pb-2.5 before:absolute before:inset-x-2 before:-top-[0.5px] before:start-[37px] before:h-px before:bg-line first:before:hidden hover:bg-hover hover:before:hidden focus-within:bg-hover max-md:pt-[13px] max-md:pb-3 [&:focus-within+li]:before:hidden [&:hover+li]:before:hidden"
		>
			<CheckCircle
				label={task.completed ? t('reopen', { title: task.title }) : t('complete', { title: task.title })}
				checked={task.completed}
				priority={task.priority}
				tabIndex={tabIndex}
				className="z-1 mt-[1.5px]"
				onChange={(checked) => void actions.setCompleted(task, checked)}
			/>
			<div className="min-w-0 flex-1">
				<button
					type="button"
					data-row={key}
					tabIndex={tabIndex}
					onClick={onOpen}
					className="block w-full text-start outline-none after:absolute after:inset-0 after:rounded-[9px] focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
				>
					<span
						className={classNames(
							'block font-[450] [overflow-wrap:anywhere]',
							task.completed && 'text-ink-3 line-through decoration-1',
						)}
					>
						{task.title}
					</span>
				</button>
				<TaskMeta task={task} lists={lists} subtasks={subtasks} parent={parent} {...meta} />
			</div>
			<div className="z-1 -my-[3px] flex gap-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 focus-within:opacity-100 max-md:hidden pointer-coarse:hidden">
				<DueButton
					label={t('schedule')}
					due={task.due_date}
					zone={task.time_zone}
					tabIndex={tabIndex}
					open={picking === 'due'}
					onOpenChange={(open) => setPicking(open ? 'due' : undefined)}
					onChange={(due_date) => void actions.update([task], { due_date }, t('rescheduled', { title: task.title }))}
				>
					<CalendarDays />
				</DueButton>
				<IconButton label={t('edit')} tabIndex={tabIndex} onPress={onOpen}>
					<Pencil />
				</IconButton>
				<RowMenu task={task} lists={lists} actions={actions} tabIndex={tabIndex} />
			</div>
			{picking === 'priority' && (
				<PriorityMenu
					trigger={row}
					priority={task.priority}
					onClose={() => setPicking(undefined)}
					onChange={(priority) => void actions.update([task], { priority })}
				/>
			)}
		</li>
	)
}
