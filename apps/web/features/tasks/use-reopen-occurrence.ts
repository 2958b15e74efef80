import { useCallback } from 'react'
import { call, endpoints, type Completion } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { queryKeys } from '#lib/query-keys.ts'
import { useWrites } from '#lib/use-writes.ts'

/** Takes the last finished occurrence of a task back: it is due again when it was then. */
export function useReopenOccurrence(): (completion: Completion) => Promise<void> {
	const t = useTranslations('tasks')
	const { send, queries, cache } = useClient()
	const { attempt, sayDone } = useWrites()
	return useCallback(
		async ({ task_id, n, title }) => {
			const params = { id: task_id, n }
			const task = await attempt(() => call(send, endpoints.tasks.reopenCompletion, { params }))
			if (!task) return
			cache.put(task)
			void queries.invalidateQueries({ queryKey: queryKeys.anyCompletions })
			await sayDone('task', task_id, t('reopened', { title }), { verb: 'reopened', count: 1, title: title })
		},
		[send, queries, cache, attempt, sayDone, t],
	)
}
