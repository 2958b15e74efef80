'use client'
import type { List, Task } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useDateText } from '#lib/use-date-text.ts'
import { ViewLink } from '#ui/view-link.tsx'
import { Examples } from './examples.tsx'
import { readDue, selectUpcoming } from './selectors.ts'
import type { TaskDefaults } from './use-parsed.ts'
import type { TaskActions } from './use-task-actions.ts'

interface Props {
	/** Everything that is to be done, on whatever day. */
	pending: Task[]
	/** Whether something was done today. */
	done: boolean
	lists: List[]
	defaults: TaskDefaults
	actions: TaskActions
}

/** A day without tasks: what comes next, or how to begin where nothing does. */
export function TodayEmpty({ pending, done, lists, defaults, actions }: Props) {
	const t = useTranslations('views')
	const text = useDateText()
	const said = t(done ? 'todayDone' : 'todayEmpty')
	const next = text && selectUpcoming(pending, text.now).find(({ tasks }) => tasks.length > 0)?.tasks[0]
	const due = text && next && readDue(next, text.now)
	if (!due) return <Examples intro={`${said} ${t('begin')}`} lists={lists} defaults={defaults} actions={actions} />
	return (
		<div className="mt-[22px] flex flex-col items-start gap-1.5 text-ink-2">
			<p>{said}</p>
			<ViewLink href="/upcoming" className="rounded text-accent [overflow-wrap:anywhere] hover:underline">
				{t('next', { title: next.title, due: text.due(due) })}
			</ViewLink>
		</div>
	)
}
