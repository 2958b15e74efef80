'use client'
import { Fragment, lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import type { List, Task } from '@todo/contract'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { usePhone } from '#lib/use-media.ts'
import { Sheet } from '#ui/sheet.tsx'
import { RowFocusProvider } from './row-focus.tsx'
import { keyOf } from './selectors.ts'
import { hasNothing, type RowGroup } from './row-group.ts'
import { TaskRow } from './task-row.tsx'
import { useFamily } from './use-family.ts'
import type { TaskActions } from './use-task-actions.ts'

const TaskEditor = lazy(() => import('./task-editor.tsx').then((module) => ({ default: module.TaskEditor })))

interface Props {
	sections: RowGroup[]
	lists: List[]
	actions: TaskActions
	/** Stands here while there is nothing else to see. */
	empty?: ReactNode
}

interface Opened {
	task: Task
	section: string
	at: number
}

/** The rows of a view in their sections. The opened task stays where it was until it is closed, whatever is changed in it. */
export function TaskSections({ sections, lists, actions, empty }: Props) {
	const t = useTranslations('tasks')
	const phone = usePhone()
	const [opened, setOpened] = useState<Opened | null>(null)
	const family = useFamily(opened?.task)
	const shown = useMemo(
		() => (opened && !phone ? sections.map((section) => pin(section, opened)) : sections),
		[sections, opened, phone],
	)
	const keys = useMemo(() => shown.flatMap(({ tasks, folded }) => (folded ? [] : tasks.map(keyOf))), [shown])
	const openKey = opened && keyOf(opened.task)
	const isEmpty = !opened && hasNothing(sections)

	const close = () => {
		const key = openKey
		setOpened(null)
		requestAnimationFrame(() => key && document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus())
	}
	const editor = opened && (
		<Suspense>
			<TaskEditor
				key={openKey}
				task={family.current ?? opened.task}
				lists={lists}
				actions={actions}
				onClose={close}
				framed={!phone}
			/>
		</Suspense>
	)

	return (
		<RowFocusProvider keys={keys}>
			{isEmpty && empty}
			{(isEmpty && empty ? [] : shown).map((section) => (
				<section key={section.key} aria-label={section.title ?? t('list')}>
					{section.title !== undefined && <SectionHeading section={section} />}
					{section.tasks.length === 0 && section.empty && (
						<p className="px-0.5 pt-1 pb-2 text-[13px] text-ink-3">{section.empty}</p>
					)}
					{!section.folded && (
						<ul>
							{section.tasks.map((task, at) => (
								<Fragment key={keyOf(task)}>
									{rowsAmong(section, (n) => n === at)}
									{keyOf(task) === openKey && !phone ? (
										<li>{editor}</li>
									) : (
										<TaskRow
											task={task}
											lists={lists}
											actions={actions}
											subtasks={family.progress(task.id)}
											parent={family.parentTitle(task)}
											hideDay={section.hideDay}
											hideList={section.hideList}
											hideTag={section.hideTag}
											onOpen={() => setOpened({ task, section: section.key, at })}
										/>
									)}
								</Fragment>
							))}
							{rowsAmong(section, (n) => n >= section.tasks.length)}
						</ul>
					)}
				</section>
			))}
			{phone && opened && (
				<Sheet label={t('edit')} onClose={close}>
					{editor}
				</Sheet>
			)}
		</RowFocusProvider>
	)
}

const rowsAmong = ({ among = [] }: RowGroup, belongs: (at: number) => boolean) =>
	among.filter(({ at }) => belongs(at)).map(({ row }) => row)

function SectionHeading({ section }: { section: RowGroup }) {
	const { folded = false, onFold } = section
	const count = section.tasks.length + (section.among?.length ?? 0)
	return (
		<div className="flex items-center gap-2 px-0.5 pt-3 pb-1.5 text-[12.5px] text-ink-2">
			<h2 className={classNames('min-w-0 font-[620]', section.late && 'text-overdue')}>
				{onFold ? (
					<button
						type="button"
						aria-expanded={!folded}
						onClick={() => onFold(!folded)}
						className="flex max-w-full items-center gap-1 rounded [overflow-wrap:anywhere] text-start hover:text-ink"
					>
						<ChevronRight
							className={classNames(
								'-ms-1 !size-[15px] text-ink-3 transition-transform duration-150 rtl:rotate-180',
								!folded && 'rotate-90',
							)}
						/>
						{section.title}
					</button>
				) : (
					section.title
				)}
			</h2>
			{count > 0 && <span className="font-medium text-ink-3">{count}</span>}
			{section.action && <span className="ms-auto">{section.action}</span>}
		</div>
	)
}

function pin(section: RowGroup, { task, section: home, at }: Opened): RowGroup {
	const key = keyOf(task)
	const tasks = section.tasks.filter((other) => keyOf(other) !== key)
	const present = section.tasks.find((other) => keyOf(other) === key) ?? task
	return { ...section, tasks: section.key === home ? tasks.toSpliced(at, 0, present) : tasks }
}
