'use client'
import { useDeferredValue, useLayoutEffect, useMemo, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call, endpoints } from '@todo/contract'
import Search from 'lucide-react/icons/search'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useLists, usePendingTasks, useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { endTypingAhead } from '#lib/typed-ahead.ts'
import { useSearchParam } from '#lib/use-search-param.ts'
import { searchTasks } from './selectors.ts'
import { TaskSections } from './task-sections.tsx'
import { useTaskActions } from './use-task-actions.ts'
import { ViewFrame } from './view-frame.tsx'

/** Finds as you type: what is to be done at once, what is done from the server. The words stand in the address. */
export function SearchView() {
	const t = useTranslations('views')
	const [inAddress, setInAddress] = useSearchParam('q')
	const [typed, setTyped] = useState<string>()
	const text = typed ?? inAddress ?? ''
	const lists = useLists()
	const actions = useTaskActions()
	const { data: pending } = usePendingTasks()
	const words = useDeferredValue(text.trim())
	const done = useCompletedSearch(words)
	const found = useMemo(() => searchTasks(pending ?? [], words), [pending, words])

	useLayoutEffect(() => {
		const early = endTypingAhead()
		if (early !== '') setInAddress(early, 'replace')
	}, [setInAddress])

	const change = (value: string) => {
		setTyped(value)
		setInAddress(value.trim(), 'replace')
	}
	const sections = [
		{ key: 'found', title: t('toDo'), tasks: found },
		{ key: 'done', title: t('completed'), tasks: done },
	].filter(({ tasks }) => tasks.length > 0)

	return (
		<ViewFrame title={t('search')}>
			<label className="mb-3 flex items-center gap-2.5 rounded-xl border border-accent-line bg-surface px-3.5 py-[11px] shadow-float">
				<Search className="text-accent" />
				<span className="sr-only">{t('searchLabel')}</span>
				<input
					// People come here to type.
					autoFocus
					type="search"
					value={text}
					maxLength={200}
					placeholder={t('searchHint')}
					onChange={({ target }) => change(target.value)}
					onKeyDown={({ key }) => key === 'Escape' && change('')}
					className="min-w-0 flex-1 bg-transparent text-[15.5px] outline-none max-md:text-base"
				/>
			</label>
			<output className={sections.length > 0 ? 'sr-only' : 'block pt-4 text-ink-2'}>
				{words === '' ? t('searchEmpty') : t('found', { count: found.length + done.length, words })}
			</output>
			{words !== '' && <TaskSections sections={sections} lists={lists} actions={actions} />}
		</ViewFrame>
	)
}

function useCompletedSearch(words: string) {
	const { send } = useClient()
	const user = useUser()
	const { data } = useQuery({
		queryKey: queryKeys.search(words),
		enabled: words !== '' && Boolean(user),
		queryFn: () =>
			call(send, endpoints.tasks.listTasks, { query: { search: words, status: 'completed', limit: '50' } }),
		placeholderData: keepPreviousData,
		staleTime: 5000,
	})
	return useMemo(
		() =>
			searchTasks(
				(data ?? []).filter((task) => task.completed),
				words,
			),
		[data, words],
	)
}
