'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call, endpoints, type Change, type ChangePage } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { formatInstant } from '#lib/format-dates.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useNow } from '#lib/use-now.ts'
import { useUndo } from '#lib/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { OperationText } from './operation-text.tsx'
import { useNames } from './use-names.ts'

const step = 200
/** Talking changes nothing that is to be done; what it led to has entries of its own. */
const isTold = ({ entity }: Change) => entity !== 'conversation'
/** What is gone for ever stays so, and an account is no work to take back. */
const isFinal = ({ action, entity }: Change) => action === 'purge' || entity === 'account'

/** The next page starts below the oldest version of this one, if there is any below. */
function toNext({ changes, more }: ChangePage): number | undefined {
	const version = changes.at(-1)?.version ?? 0
	return more && version > 1 ? version : undefined
}

/** The operation whose changes don't all stand on the page, with how many are missing: newest first, `n` counts to 0. */
function toCut({ changes }: ChangePage): [string, number][] {
	const last = changes.at(-1)
	return last && last.n > 0 ? [[last.operation_id, last.n]] : []
}

/** What was done lately, in words, by whom, and the way back. */
export function HistoryView() {
	const t = useTranslations('history')
	const { send } = useClient()
	const user = useUser()
	const now = useNow()
	const undo = useUndo()
	const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
		queryKey: queryKeys.history,
		enabled: Boolean(user),
		initialPageParam: Number.MAX_SAFE_INTEGER,
		queryFn: ({ pageParam }) => {
			const query = { before: String(pageParam), limit: String(step) }
			return call(send, endpoints.changes.listChanges, { query })
		},
		getNextPageParam: toNext,
	})
	const changes = useMemo(() => data?.pages.flatMap((page) => page.changes.filter(isTold)) ?? [], [data])
	const cut = useMemo(() => new Map(data?.pages.flatMap(toCut)), [data])
	const nameOf = useNames(changes)
	const operations = useMemo(() => [...Map.groupBy(changes, ({ operation_id }) => operation_id)], [changes])

	return (
		<div className="mx-auto w-full max-w-[824px] px-8 pt-6.5 pb-24 max-md:px-5 max-md:pt-[18px]">
			<h1 className="text-[22px] font-[680] tracking-[-0.02em]">{t('title')}</h1>
			<p className="mt-1 mb-3 text-sm text-ink-2">{t('note')}</p>
			{(user === null || (data && !hasNextPage && changes.length === 0)) && (
				<p className="pt-4 text-ink-2">{t('empty')}</p>
			)}
			<ul>
				{operations.map(([id, group]) => {
					const [first] = group
					if (!first) return null
					return (
						<li key={id} className="flex items-start justify-between gap-4 border-b border-line py-3 last:border-0">
							<div className="min-w-0 text-[15px] [overflow-wrap:anywhere]">
								<OperationText changes={group} left={cut.get(id) ?? 0} nameOf={nameOf} />
								<p className="mt-0.5 text-[12.5px] text-ink-3">
									{sayWho(first)} · {now && formatInstant(first.at, now)}
								</p>
							</div>
							{!group.some(isFinal) && (
								<Button look="link" onPress={() => undo(id)}>
									{t('undo')}
								</Button>
							)}
						</li>
					)
				})}
			</ul>
			{hasNextPage && (
				<Button className="mt-4" disabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
					{t('showMore')}
				</Button>
			)}
		</div>
	)

	function sayWho({ actor, actor_detail }: Change): string {
		if (actor === 'person') return t(actor_detail === 'import' ? 'import' : 'person')
		const name = actor === 'api_key' || actor === 'mcp' ? actor_detail : null
		return name ? t('named', { who: t(actor), name }) : t(actor)
	}
}
