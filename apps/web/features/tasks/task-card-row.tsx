'use client'
import type { Task } from '@todo/contract'
import { useCompletedTasks, useLists, usePendingTasks } from '#lib/data/queries.ts'
import { classNames } from '#lib/class-names.ts'
import { useTranslations } from 'use-intl'
import { CheckCircle } from '#ui/check-circle.tsx'
import { TaskMeta } from './task-meta.tsx'
import { recentCompleted } from './use-family.ts'
import { useTaskActions } from './use-task-actions.ts'

/** A task where others speak of it: as it is now, or as it was then if it is no longer at hand. */
export function TaskCardRow({ task: then }: { task: Task }) {
	const t = useTranslations('tasks')
	const lists = useLists()
	const actions = useTaskActions()
	const pending = usePendingTasks().data?.find(({ id }) => id === then.id)
	const completed = useCompletedTasks({ limit: recentCompleted }).data?.tasks.find(({ id }) => id === then.id)
	const present = pending ?? completed
	const task = present ?? then
	return (
		<li className="relative flex items-start gap-[11px] py-[9px] before:absolute before:-top-[0.5px] before:start-[30px] before:end-0 before:h-px before:bg-line first:before:hidden">
			{present ? (
				<CheckCircle
					size="compact"
					label={t(task.completed ? 'reopen' : 'complete', { title: task.title })}
					checked={task.completed}
					priority={task.priority}
					className="mt-[2px]"
					onChange={(checked) => void actions.setCompleted(task, checked)}
				/>
			) : (
				<span aria-hidden className="mt-[2px] size-[17px] flex-none rounded-full border-[1.75px] border-line" />
			)}
			<div className="min-w-0 flex-1">
				<span
					className={classNames(
						'block font-[450]',
						(task.completed || !present) && 'text-ink-3 line-through decoration-1',
					)}
				>
					{task.title}
				</span>
				<TaskMeta task={task} lists={lists} />
			</div>
		</li>
	)
}
