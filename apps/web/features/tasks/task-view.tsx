'use client'
import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import type { Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useLists, usePendingTasks } from '#lib/data/queries.ts'
import { usePhone } from '#lib/use-media.ts'
import { RowSkeletons } from '#ui/skeleton.tsx'
import { QuickAdd } from './quick-add.tsx'
import { hasNothing, type RowGroup } from './row-group.ts'
import { TaskSections } from './task-sections.tsx'
import type { TaskDefaults } from './use-parsed.ts'
import { useTaskActions } from './use-task-actions.ts'
import type { Sorting } from './selectors.ts'
import { ViewFrame, type ViewMenu } from './view-frame.tsx'

interface Props {
	title: ReactNode
	note?: string | undefined
	shortNote?: string | undefined
	sorting?: [Sorting, (sorting: Sorting) => void]
	menu?: ViewMenu | undefined
	/** No defaults: nothing is written here. */
	defaults?: TaskDefaults
	/** Where nothing is to be done here on arrival, the cursor stands where a task is written. */
	autoFocus?: boolean
	/** False while something is missing without which rows would stand in the wrong place. */
	isReady?: boolean
	/** The sections of the view, made of everything that is to be done. */
	toSections: (tasks: Task[]) => RowGroup[]
	empty: ReactNode
	/** Stands below the rows. */
	below?: ReactNode
}

/** A view of what is to be done: quick add on top, sections below, and what stands there while there are none. */
export function TaskView({
	title,
	note,
	shortNote,
	sorting,
	menu,
	defaults,
	autoFocus = false,
	isReady = true,
	toSections,
	empty,
	below,
}: Props) {
	const t = useTranslations('views')
	const { data: tasks, isError, refetch } = usePendingTasks()
	const data = isReady ? tasks : undefined
	const lists = useLists()
	const actions = useTaskActions()
	const phone = usePhone()
	const sections = useMemo(() => data && toSections(data), [data, toSections])
	const isEmpty = sections && hasNothing(sections)
	const field = useRef<HTMLDivElement>(null)
	useFirstFocus(field, autoFocus, isEmpty)

	return (
		<ViewFrame title={title} note={note} shortNote={shortNote} {...(sorting ? { sorting } : {})} menu={menu}>
			{defaults && !phone && (
				<div ref={field} className="mb-[18px] max-md:hidden">
					<QuickAdd lists={lists} defaults={defaults} actions={actions} />
				</div>
			)}
			{!data && isError && (
				<div role="alert" className="py-6 text-ink-2">
					<p>{t('loadFailed')}</p>
					<button type="button" className="mt-2 font-[560] text-accent" onClick={() => void refetch()}>
						{t('retry')}
					</button>
				</div>
			)}
			{!data && !isError && <RowSkeletons label={t('loading')} />}
			{sections && <TaskSections sections={sections} lists={lists} actions={actions} empty={empty} />}
			{sections && below}
		</ViewFrame>
	)
}

/** Whoever finds tasks here may steer by keys; whoever finds none, or was never here, has one to write. */
function useFirstFocus(around: RefObject<HTMLElement | null>, wanted: boolean, isEmpty: boolean | undefined): void {
	const { wasKnown } = useClient()
	const decided = useRef(!wanted)
	useEffect(() => {
		const empty = isEmpty ?? (wasKnown() ? undefined : true)
		if (decided.current || empty === undefined || !around.current) return
		decided.current = true
		const nothing = document.activeElement === null || document.activeElement === document.body
		if (empty && nothing) around.current.querySelector<HTMLElement>('[data-quick-add]')?.focus()
	}, [around, isEmpty, wasKnown])
}
