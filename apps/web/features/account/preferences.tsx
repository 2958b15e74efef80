'use client'
import { useState } from 'react'
import { call, endpoints, isDayFirst, type Settings, type SettingsChanges } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useSettings } from '#lib/data/queries.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { applyTheme, isTheme, readTheme, type Theme } from '#lib/theme.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useHydrated } from '#lib/use-hydrated.ts'
import { useNow } from '#lib/use-now.ts'
import { useToast } from '#ui/toast.tsx'
import { SettingSection, SettingSelect } from './setting-section.tsx'

const weekStarts = ['monday', 'sunday', 'saturday'] as const

/** Zone, first day of the week, order of dates, theme. Each is saved as it is chosen. */
export function Preferences() {
	const t = useTranslations('preferences')
	const { send, queries } = useClient()
	const settings = useSettings()
	const now = useNow()
	const toast = useToast()
	const toText = useErrorText()
	const [chosen, setTheme] = useState<Theme>()
	const hydrated = useHydrated()
	const theme = chosen ?? (hydrated ? readTheme() : 'system')

	const save = async (body: SettingsChanges) => {
		const before = queries.getQueryData<Settings>(queryKeys.settings)
		if (before) queries.setQueryData(queryKeys.settings, { ...before, ...body })
		try {
			queries.setQueryData(queryKeys.settings, await call(send, endpoints.settings.updateSettings, { body }))
		} catch (error) {
			queries.setQueryData(queryKeys.settings, before)
			toast({ text: toText(error), urgent: true })
		}
	}
	const zone = settings?.time_zone ?? now?.timeZone ?? 'UTC'
	const zones = now ? [...new Set([zone, ...Intl.supportedValuesOf('timeZone'), 'UTC'])] : [zone]

	return (
		<SettingSection title={t('title')}>
			<SettingSelect
				label={t('theme')}
				value={theme}
				options={[
					{ value: 'system', label: t('system') },
					{ value: 'light', label: t('light') },
					{ value: 'dark', label: t('dark') },
				]}
				onChange={(value) => {
					if (!isTheme(value)) return
					setTheme(value)
					applyTheme(value)
					// Who has no account yet keeps the choice in this browser alone; it is no reason to make one.
					if (settings) void save({ theme: value })
				}}
			/>
			<SettingSelect
				label={t('timeZone')}
				value={zone}
				options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
				onChange={(time_zone) => void save({ time_zone })}
			/>
			<SettingSelect
				label={t('weekStart')}
				value={settings?.week_start ?? 'monday'}
				options={weekStarts.map((value) => ({ value, label: t(value) }))}
				onChange={(value) => {
					const week_start = weekStarts.find((day) => day === value)
					if (week_start) void save({ week_start })
				}}
			/>
			<SettingSelect
				label={t('dayFirst')}
				value={String(settings?.day_first ?? isDayFirst(now?.locale ?? 'en'))}
				options={[
					{ value: 'true', label: t('dayMonth') },
					{ value: 'false', label: t('monthDay') },
				]}
				onChange={(value) => void save({ day_first: value === 'true' })}
			/>
		</SettingSection>
	)
}
