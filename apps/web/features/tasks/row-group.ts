import type { ReactNode } from 'react'
import type { Task } from '@todo/contract'
import type { MetaOptions } from './task-meta.tsx'

/** Rows of a view that stand together, most under a heading: a day, a list, a section of a list. */
export interface RowGroup extends MetaOptions {
	key: string
	/** No title: the tasks stand without a heading. */
	title?: string
	/** Whether the tasks are folded away; the heading is then a button. */
	folded?: boolean
	onFold?: (folded: boolean) => void
	/** Stands there even where it has no tasks. */
	lasting?: boolean
	tasks: Task[]
	late?: boolean
	/** Stands at the end of the heading. */
	action?: ReactNode
	/** What else stands among the rows: each before the task at its place, or after them all. */
	among?: { at: number; row: ReactNode }[]
	/** Said where the section has no tasks. */
	empty?: string
}

/** Whether there is nothing to see: no task, no heading that stands without any, nothing said instead. */
export const hasNothing = (groups: readonly RowGroup[]): boolean =>
	groups.every(({ tasks, empty, lasting }) => tasks.length === 0 && !empty && !lasting)
