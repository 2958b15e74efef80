'use client'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type Change } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { formatInstant } from '#lib/format-dates.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useNow } from '#lib/use-now.ts'
import { useUndo } from '#lib/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { SettingSection } from './setting-section.tsx'

const actions = ['create', 'update', 'delete', 'restore', 'purge'] as const

/** What was done lately, by whom, and the way back. */
export function HistorySection() {
	const t = useTranslations('history')
	const { send } = useClient()
	const user = useUser()
	const now = useNow()
	const undo = useUndo()
	const query = { before: String(Number.MAX_SAFE_INTEGER), limit: '100' }
	const { data } = useQuery({
		queryKey: queryKeys.history,
		enabled: Boolean(user),
		queryFn: () => call(send, endpoints.changes.listChanges, { query }),
	})
	const operations = [...Map.groupBy(data?.changes ?? [], ({ operation_id }) => operation_id)]

	return (
		<SettingSection title={t('title')} note={t('note')}>
			{operations.length === 0 && <p className="text-sm text-ink-3">{t('empty')}</p>}
			<ul className="text-sm">
				{operations.slice(0, 40).map(([id, changes]) => {
					const [first] = changes
					if (!first) return null
					return (
						<li key={id} className="flex items-start justify-between gap-3 border-b border-line py-2 last:border-0">
							<span className="min-w-0 [overflow-wrap:anywhere]">
								{say(first, changes.length)}
								<span className="block text-[12.5px] text-ink-3">
									{t(first.actor)} · {now && formatInstant(first.at, now.timeZone, now.locale)}
								</span>
							</span>
							<Button look="link" onPress={() => undo(id)}>
								{t('undo')}
							</Button>
						</li>
					)
				})}
			</ul>
		</SettingSection>
	)

	function say({ action, entity, before, after }: Change, count: number): string {
		const name = [after?.title, after?.name, before?.title, before?.name].find((value) => typeof value === 'string')
		const what = typeof name === 'string' ? `“${name}”` : t(`entities.${entity}`)
		const word = actions.find((known) => known === action) ?? 'update'
		return count > 1 ? t('several', { done: t(word, { what }), count: count - 1 }) : t(word, { what })
	}
}
