'use client'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type ApiKey, type MadeApiKey } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { readApiOrigin } from '#lib/browser-config.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { formatInstant } from '#lib/format-dates.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useNow } from '#lib/use-now.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/confirm-dialog.tsx'
import { useToast } from '#ui/toast.tsx'
import { CopiedField } from './copied-field.tsx'
import { NewKey, type WantedKey } from './new-key.tsx'
import { SettingSection } from './setting-section.tsx'

/** What lets programs and other agents at the tasks: made, shown once, and taken away. */
export function ApiKeys() {
	const t = useTranslations('apiKeys')
	const { send, queries } = useClient()
	const user = useUser()
	const toast = useToast()
	const toText = useErrorText()
	const [made, setMade] = useState<MadeApiKey>()
	const [deleting, setDeleting] = useState<ApiKey | null>(null)
	const { data } = useQuery({
		queryKey: queryKeys.keys,
		enabled: Boolean(user),
		queryFn: () => call(send, endpoints.keys.listKeys, {}),
	})

	const attempt = async (work: () => Promise<void>) => {
		try {
			await work()
			await queries.invalidateQueries({ queryKey: queryKeys.keys })
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}
	const make = (body: WantedKey) =>
		void attempt(async () => setMade(await call(send, endpoints.keys.createKey, { body })))
	const remove = ({ id }: ApiKey) =>
		void attempt(async () => {
			await call(send, endpoints.keys.deleteKey, { params: { id } })
			setMade((shown) => (shown?.id === id ? undefined : shown))
		})

	return (
		<SettingSection
			title={t('title')}
			note={t('note', { address: user === undefined ? '' : `${readApiOrigin() || location.origin}/mcp` })}
		>
			{made !== undefined && (
				<CopiedField label={t('made')} value={made.key}>
					<Button onPress={() => setMade(undefined)}>{t('kept')}</Button>
				</CopiedField>
			)}
			{data && data.length > 0 && (
				<ul className="text-sm">
					{data.map((key) => (
						<Row key={key.id} apiKey={key} onDelete={() => setDeleting(key)} />
					))}
				</ul>
			)}
			<NewKey onMake={make} />
			{deleting && (
				<ConfirmDialog
					title={t('deleteAsk', { name: deleting.name })}
					text={t('deleteText')}
					confirm={t('delete')}
					onConfirm={() => remove(deleting)}
					onClose={() => setDeleting(null)}
				/>
			)}
		</SettingSection>
	)
}

function Row({ apiKey, onDelete }: { apiKey: ApiKey; onDelete: () => void }) {
	const t = useTranslations('apiKeys')
	const now = useNow()
	const { name, scopes, last_used_at: used, expires_at: until } = apiKey
	const facts = [
		scopes
			.map((scope) => t(`may.${scope === 'tasks:read' ? 'read' : scope === 'tasks:write' ? 'write' : 'delete'}`))
			.join(', '),
		now && (used === null ? t('unused') : t('used', { when: formatInstant(used, now) })),
		now && until !== null && t('until', { when: formatInstant(until, now) }),
	]
	return (
		<li className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-2 last:border-0">
			<span className="min-w-0 [overflow-wrap:anywhere]">
				{name}
				<span className="block text-[12.5px] text-ink-3">{facts.filter(Boolean).join(' · ')}</span>
			</span>
			<Button aria-label={t('deleteOne', { name })} onPress={onDelete}>
				{t('delete')}
			</Button>
		</li>
	)
}
