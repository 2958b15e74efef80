'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { callAuth, toSessions, type Session } from '#lib/auth-calls.ts'
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
		queryFn: async () => toSessions(await callAuth(send, 'GET', 'list-sessions')),
	})

	const end = async (session?: Session) => {
		try {
			if (session) await callAuth(send, 'POST', 'revoke-session', { token: session.token })
			else await callAuth(send, 'POST', 'revoke-other-sessions', {})
			await queries.invalidateQueries({ queryKey: queryKeys.sessions })
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}

	return (
		<SettingSection title={t('sessions')} note={t('sessionsNote')}>
			<ul className="text-sm">
				{data?.map((session) => (
					<li
						key={session.token}
						className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-2 last:border-0"
					>
						<span>
							{toDevice(session.user_agent) || t('unknownDevice')}
							<span className="block text-[12.5px] text-ink-3">
								{[now && formatInstant(session.created_at, now.timeZone, now.locale), session.ip]
									.filter(Boolean)
									.join(' · ')}
							</span>
						</span>
						<Button onPress={() => void end(session)}>{t('endSession')}</Button>
					</li>
				))}
			</ul>
			{data && data.length > 1 && (
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
