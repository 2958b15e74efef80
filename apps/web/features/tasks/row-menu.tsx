'use client'
import { lazy } from 'react'
import type { List, Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { MenuOnDemand } from '#ui/menu-on-demand.tsx'
import type { TaskActions } from './use-task-actions.ts'

const load = () => import('./opened-row-menu.tsx')
const OpenedRowMenu = lazy(() => load().then((module) => ({ default: module.OpenedRowMenu })))

interface Props {
	task: Task
	lists: List[]
	actions: TaskActions
	tabIndex?: number
}

/** The button of what else can be done to a task without opening it. */
export function RowMenu({ tabIndex, ...props }: Props) {
	const label = useTranslations('tasks')('more', { title: props.task.title })
	return (
		<MenuOnDemand
			label={label}
			load={load}
			{...(tabIndex === undefined ? {} : { tabIndex })}
			render={(opened) => <OpenedRowMenu {...props} {...opened} label={label} />}
		/>
	)
}
