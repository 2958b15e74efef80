'use client'
import { useTranslations } from 'use-intl'
import { AccountSection } from './account-section.tsx'
import { ApiKeys } from './api-keys.tsx'
import { CalendarAddress } from './calendar-address.tsx'
import { Answering } from './answering.tsx'
import { Preferences } from './preferences.tsx'
import { Transfer } from './transfer.tsx'

export function SettingsView() {
	const t = useTranslations('preferences')
	return (
		<div className="mx-auto w-full max-w-[824px] px-8 pt-6.5 pb-24 max-md:px-5 max-md:pt-[18px]">
			<h1 className="mb-4 text-[22px] font-[680] tracking-[-0.02em]">{t('settings')}</h1>
			<AccountSection />
			<Preferences />
			<Answering />
			<ApiKeys />
			<CalendarAddress />
			<Transfer />
		</div>
	)
}
