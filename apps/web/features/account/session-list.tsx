'use client'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints, type Session } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { formatInstant } from '#lib/format-dates.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useNow } from '#lib/use-now.ts'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { SettingSection } from './setting-section.tsx'

/** Where this account is signed in. */
export function SessionList() {
	const t = useTranslations('account')
	const { send, queries } = useClient()
	const now = useNow()
	const toast = useToast()
	const toText = useErrorText()
	const { data } = useQuery({
		queryKey: queryKeys.sessions,
		queryFn: () => call(send, endpoints.auth.listSessions, {}),
	})

	const end = async (session?: Session) => {
		try {
			if (session) await call(send, endpoints.auth.endSession, { params: { id: session.id } })
			else await call(send, endpoints.auth.endSessions, { query: {} })
			await queries.invalidateQueries({ queryKey: queryKeys.sessions })
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}

	// One's own first: the others are what one looks for.
	const sessions = data?.toSorted((a, b) => Number(b.current) - Number(a.current)) ?? []
	return (
		<SettingSection title={t('sessions')} note={t('sessionsNote')}>
			<ul className="text-sm">
				{sessions.map((session) => (
					<li
						key={session.id}
						className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-2 last:border-0"
					>
						<span>
							{toDevice(session.user_agent ?? '') || t('unknownDevice')}
							{session.current && (
								<span className="ms-2 rounded-full bg-accent-soft px-2 py-0.5 text-xs font-[560] text-accent">
									{t('thisDevice')}
								</span>
							)}
							<span className="block text-[12.5px] text-ink-3">
								{[now && formatInstant(session.created_at, now), session.ip].filter(Boolean).join(' · ')}
							</span>
						</span>
						{!session.current && <Button onPress={() => void end(session)}>{t('endSession')}</Button>}
					</li>
				))}
			</ul>
			{sessions.some(({ current }) => !current) && (
				<div>
					<Button onPress={() => void end()}>{t('endOthers')}</Button>
				</div>
			)}
		</SettingSection>
	)
}

/** "Firefox · Linux" of a User-Agent. */
function toDevice(agent: string): string {
	const browser = /Edg|OPR|Firefox|Chrome|Safari/.exec(agent)?.[0]
	const system = /Android|iPhone|iPad|Windows|Mac OS X|CrOS|Linux/.exec(agent)?.[0]
	return [browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser, system === 'Mac OS X' ? 'macOS' : system]
		.filter(Boolean)
		.join(' · ')
}
