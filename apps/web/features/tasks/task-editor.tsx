'use client'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { List, Task } from '@todo/contract'
import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { CheckCircle } from '#ui/check-circle.tsx'
import { IconButton } from '#ui/button.tsx'
import { EditorChips } from './editor-chips.tsx'
import { GrowingText } from './growing-text.tsx'
import { RowMenu } from './row-menu.tsx'
import { Subtasks } from './subtasks.tsx'
import { useAutosave } from './use-autosave.ts'
import type { TaskActions } from './use-task-actions.ts'

interface Props {
	task: Task
	lists: List[]
	actions: TaskActions
	onClose: () => void
	/** Stands as a card among the rows; otherwise it fills a sheet. */
	framed: boolean
}

/** A task with everything that belongs to it; what is typed saves itself, Esc closes. */
export function TaskEditor({ task, lists, actions, onClose, framed }: Props) {
	const t = useTranslations('tasks')
	const title = useAutosave(task.title, (value) => actions.update([task], { title: value }), true)
	const description = useAutosave(task.description ?? '', (value) =>
		actions.update([task], { description: value || null }),
	)
	const field = useRef<HTMLTextAreaElement>(null)
	const frame = useRef<HTMLElement>(null)

	useEffect(() => {
		const { current } = field
		current?.focus()
		current?.setSelectionRange(current.value.length, current.value.length)
		frame.current?.scrollIntoView({ block: 'nearest' })
	}, [])

	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || event.defaultPrevented) return
		event.preventDefault()
		event.stopPropagation()
		onClose()
	}

	return (
		// oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc closes it from any field within
		<section
			ref={frame}
			aria-label={t('details', { title: task.title })}
			onKeyDown={onKeyDown}
			className={classNames(
				framed
					? '-mx-2 my-1.5 rounded-xl border border-line bg-surface px-4 pt-[13px] pb-3 shadow-float'
					: 'px-5 pt-4 pb-6',
			)}
		>
			<div className="flex items-start gap-[11px]">
				<CheckCircle
					label={t(task.completed ? 'reopen' : 'complete', { title: task.title })}
					checked={task.completed}
					priority={task.priority}
					className="mt-[3px]"
					onChange={(checked) => void actions.setCompleted(task, checked)}
				/>
				<GrowingText
					ref={field}
					label={t('title')}
					value={title.value}
					maxLength={200}
					onChange={title.onChange}
					onBlur={title.flush}
					onEnter={onClose}
					className={classNames(
						'text-[16.5px] font-[560] tracking-[-0.01em]',
						task.completed && 'text-ink-3 line-through decoration-1',
					)}
				/>
				<div className="-me-1.5 flex gap-0.5 text-ink-3">
					<RowMenu task={task} lists={lists} actions={actions} />
					<IconButton label={t('close')} onPress={onClose}>
						<X />
					</IconButton>
				</div>
			</div>
			<div className="ms-[30px]">
				<GrowingText
					label={t('description')}
					placeholder={t('descriptionHint')}
					value={description.value}
					maxLength={20_000}
					onChange={description.onChange}
					onBlur={description.flush}
					className="mt-1 mb-2.5 text-sm text-ink-2"
				/>
				<Subtasks task={task} actions={actions} />
				<EditorChips task={task} lists={lists} actions={actions} />
			</div>
		</section>
	)
}
