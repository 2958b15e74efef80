'use client'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { SettingSection } from './setting-section.tsx'

/** Who answers in the chat, how they are, and what they have cost. */
export function Answering() {
	const t = useTranslations('models')
	const { send } = useClient()
	const user = useUser()
	const { data } = useQuery({
		queryKey: queryKeys.assistant,
		enabled: Boolean(user),
		refetchOnMount: 'always',
		queryFn: () => call(send, endpoints.chats.getAssistant, {}),
	})
	// The built-in assistant alone is nothing to choose from, and never out of order.
	if (!data || data.providers.length < 2) return null
	const { providers, tokens } = data

	return (
		<SettingSection title={t('title')} note={t('note')}>
			<ol className="flex flex-col gap-2.5">
				{providers.map(({ name, title, model, state, detail }) => (
					<li key={name} className="text-sm">
						<p className="flex flex-wrap items-baseline gap-x-2.5">
							<span className="font-[550]">{title}</span>
							{model && <span className="text-ink-2">{model}</span>}
							<span className={classNames('ms-auto', detail === null ? 'text-ink-2' : 'text-overdue')}>
								{t(`state.${state}`)}
							</span>
						</p>
						{detail !== null && <p className="mt-0.5 text-[13px] text-ink-2">{detail}</p>}
					</li>
				))}
			</ol>
			{tokens && (
				<p className="text-[13px] text-ink-2">
					{tokens.limit === null
						? t('tokens', { used: tokens.used })
						: t('tokensOf', { used: tokens.used, limit: tokens.limit })}
				</p>
			)}
		</SettingSection>
	)
}
