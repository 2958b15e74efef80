'use client'
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { call, endpoints } from '@todo/contract'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useTranslations } from 'use-intl'
import { readApiOrigin } from '#lib/browser-config.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { fieldFrame } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
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
	const [copied, setCopied] = useState<string>()
	const copy = async (text: string) => {
		try {
			await navigator.clipboard.writeText(text)
			setCopied(text)
		} catch {
			// Without https a browser gives no page its clipboard.
			toast({ text: t('copyFailed'), urgent: true })
		}
	}
	const address = data?.path ? `${readApiOrigin() || location.origin}${data.path}` : null

	return (
		<SettingSection title={t('title')} note={t('note')}>
			{address ? (
				<>
					<label className="flex flex-col gap-1.5 text-[13.5px] font-[550] text-ink-2">
						{t('address')}
						<input readOnly value={address} onFocus={({ target }) => target.select()} className={fieldFrame} />
					</label>
					<div className="flex flex-wrap gap-2">
						<Button look="primary" className="[&_.lucide]:size-4" onPress={() => void copy(address)}>
							{copied === address ? <Check /> : <Copy />}
							<span aria-live="polite">{t(copied === address ? 'copied' : 'copy')}</span>
						</Button>
						<Button onPress={() => void change(true)}>{t('renew')}</Button>
						<Button onPress={() => void change(false)}>{t('remove')}</Button>
					</div>
				</>
			) : (
				<div>
					<Button onPress={() => void change(true)}>{t('make')}</Button>
				</div>
			)}
		</SettingSection>
	)
}
