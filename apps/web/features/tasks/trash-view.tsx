'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { call, endpoints, type Task } from '@todo/contract'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toast.tsx'
import { keyOf } from './selectors.ts'
import { useTaskActions } from './use-task-actions.ts'
import { ViewFrame } from './view-frame.tsx'

/** Deleted tasks wait here for 30 days and can be brought back. */
export function TrashView() {
	const t = useTranslations('trash')
	const { send, queries, cache } = useClient()
	const user = useUser()
	const actions = useTaskActions()
	const toast = useToast()
	const toText = useErrorText()
	const [asking, setAsking] = useState<Task | 'all' | null>(null)
	const { data } = useQuery({
		queryKey: queryKeys.trash,
		enabled: Boolean(user),
		queryFn: () => call(send, endpoints.tasks.listTrash, {}),
	})
	const purge = useMutation({
		mutationFn: async (what: Task | 'all') => {
			if (what === 'all') await call(send, endpoints.tasks.emptyTrash, {})
			else await call(send, endpoints.tasks.purgeTask, { params: { id: what.id } })
		},
		onSuccess: (_, what) => (what === 'all' ? queries.setQueryData(queryKeys.trash, []) : cache.drop(what)),
		onError: (error) => toast({ text: toText(error), urgent: true }),
	})
	const tasks = data ?? []

	return (
		<ViewFrame title={t('title')} note={t('note')} shortNote="">
			{tasks.length === 0 && (data || user === null) && <p className="pt-4 text-ink-2">{t('empty')}</p>}
			{tasks.length > 0 && (
				<Button className="mb-2" onPress={() => setAsking('all')}>
					{t('emptyIt')}
				</Button>
			)}
			<ul>
				{tasks.map((task) => (
					<li
						key={keyOf(task)}
						className="flex min-h-(--row) flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-0"
					>
						<span className="min-w-40 flex-1 [overflow-wrap:anywhere] text-ink-2">{task.title}</span>
						<Button aria-label={t('restoreTask', { title: task.title })} onPress={() => void actions.restore(task)}>
							{t('restore')}
						</Button>
						<Button look="quiet" aria-label={t('purgeTask', { title: task.title })} onPress={() => setAsking(task)}>
							{t('purge')}
						</Button>
					</li>
				))}
			</ul>
			{asking && (
				<ConfirmDialog
					title={asking === 'all' ? t('askAll', { count: tasks.length }) : t('askOne', { title: asking.title })}
					text={t('forEver')}
					confirm={t('purge')}
					onConfirm={() => purge.mutate(asking)}
					onClose={() => setAsking(null)}
				/>
			)}
		</ViewFrame>
	)
}
