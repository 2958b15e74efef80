'use client'
import { useState } from 'react'
import type { Task } from '@todo/contract'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { useSubtasks } from '#lib/data/queries.ts'
import { CheckCircle } from '#ui/check-circle.tsx'
import { keyOf } from './selectors.ts'
import type { TaskActions } from './use-task-actions.ts'

/** The steps of a task. Enter adds one and stays. */
export function Subtasks({ task, actions }: { task: Task; actions: TaskActions }) {
	const t = useTranslations('tasks')
	const subtasks = useSubtasks(task.id)
	const [title, setTitle] = useState('')

	const add = () => {
		const text = title.trim()
		if (!text) return
		setTitle('')
		const step = { title: text, parent_id: task.id, list_id: task.list_id }
		void actions.add([step]).then((added) => added || setTitle((now) => now || text))
	}

	return (
		<div className="text-sm">
			<ul aria-label={t('subtasks')}>
				{subtasks.map((step) => (
					<li key={keyOf(step)} className="flex min-h-8 items-center gap-[9px]">
						<CheckCircle
							size="small"
							label={t(step.completed ? 'reopen' : 'complete', { title: step.title })}
							checked={step.completed}
							priority={step.priority}
							onChange={(checked) => void actions.setCompleted(step, checked)}
						/>
						<span
							className={classNames(
								'[overflow-wrap:anywhere]',
								step.completed && 'text-ink-3 line-through decoration-1',
							)}
						>
							{step.title}
						</span>
					</li>
				))}
			</ul>
			<label className="flex min-h-8 items-center gap-[9px] text-ink-3">
				<Plus className="!size-4" />
				<span className="sr-only">{t('addSubtask')}</span>
				<input
					value={title}
					maxLength={200}
					placeholder={t('addSubtask')}
					onChange={({ target }) => setTitle(target.value)}
					onBlur={add}
					onKeyDown={(event) => {
						if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
						event.preventDefault()
						add()
					}}
					className="min-w-0 flex-1 bg-transparent text-ink outline-none"
				/>
			</label>
		</div>
	)
}
