'use client'
import { useState } from 'react'
import type { List, Task } from '@todo/contract'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { TaskSections } from './task-sections.tsx'
import type { MetaOptions } from './task-meta.tsx'
import type { TaskActions } from './use-task-actions.ts'

interface Props extends MetaOptions {
	tasks: Task[]
	/** How many there are, where not all are at hand. */
	total: number
	lists: List[]
	actions: TaskActions
}

/** Done tasks, folded away under their number. */
export function CompletedFold({ tasks, total, lists, actions, ...meta }: Props) {
	const t = useTranslations('views')
	const [open, setOpen] = useState(false)
	if (total === 0) return null
	return (
		<>
			<button
				type="button"
				aria-expanded={open}
				onClick={() => setOpen(!open)}
				className="mt-2 flex items-center gap-2 rounded-md px-0.5 py-1.5 text-[13px] text-ink-3 hover:text-ink-2"
			>
				<ChevronRight
					className={classNames('!size-[15px] transition-transform duration-150 rtl:rotate-180', open && 'rotate-90')}
				/>
				{t('completedCount', { count: total })}
			</button>
			{open && <TaskSections sections={[{ key: 'completed', tasks, ...meta }]} lists={lists} actions={actions} />}
		</>
	)
}
