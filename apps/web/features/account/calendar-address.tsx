'use client'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { readApiOrigin } from '#lib/browser-config.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { useToast } from '#ui/toast.tsx'
import { CopiedField } from './copied-field.tsx'
import { SettingSection } from './setting-section.tsx'
import { readCalendar } from './use-program-access.ts'

/** A secret address under which a calendar can subscribe to what is due. */
export function CalendarAddress() {
	const t = useTranslations('calendar')
	const { send, queries } = useClient()
	const user = useUser()
	const toast = useToast()
	const toText = useErrorText()
	const { data } = useQuery({
		queryKey: queryKeys.calendar,
		enabled: Boolean(user),
		queryFn: () => readCalendar(send),
	})

	const change = async (make: boolean) => {
		try {
			if (make) queries.setQueryData(queryKeys.calendar, await call(send, endpoints.transfer.createCalendar, {}))
			else {
				await call(send, endpoints.transfer.deleteCalendar, {})
				queries.setQueryData(queryKeys.calendar, { path: null })
			}
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}
	const address = data?.path ? `${readApiOrigin() || location.origin}${data.path}` : null

	return (
		<SettingSection title={t('title')} note={t('note')}>
			{address ? (
				<CopiedField label={t('address')} value={address}>
					<Button onPress={() => void change(true)}>{t('renew')}</Button>
					<Button onPress={() => void change(false)}>{t('remove')}</Button>
				</CopiedField>
			) : (
				<div>
					<Button onPress={() => void change(true)}>{t('make')}</Button>
				</div>
			)}
		</SettingSection>
	)
}
