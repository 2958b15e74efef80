'use client'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError, call, endpoints } from '@todo/contract'
import { useClient } from '#lib/data/client-context.tsx'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TickField } from '#ui/tick-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { SettingSection } from './setting-section.tsx'
import { useProgramAccess } from './use-program-access.ts'

/** Changes the password and signs out everywhere else; what programs have got stays, unless it is to end as well. */
export function ChangePassword() {
	const t = useTranslations('account')
	const { send, queries } = useClient()
	const access = useProgramAccess()
	const toast = useToast()
	const toText = useErrorText()
	const [now, setNow] = useState('')
	const [next, setNext] = useState('')
	const [endKeys, setEndKeys] = useState(false)
	const [errors, setErrors] = useState<{ now?: string; next?: string }>({})

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		setErrors({})
		try {
			await call(send, endpoints.auth.changePassword, {
				body: { current_password: now, new_password: next, end_keys: endKeys },
			})
			setNow('')
			setNext('')
			setEndKeys(false)
			for (const queryKey of [queryKeys.keys, queryKeys.calendar, queryKeys.sessions])
				void queries.invalidateQueries({ queryKey })
			toast({ text: t('passwordChanged') })
		} catch (failure) {
			const { code, detail, errors: fields = [] } = failure instanceof ApiError ? failure.problem : {}
			if (code === 'AUTH_INVALID_CREDENTIALS') setErrors({ now: detail ?? toText(failure) })
			else setErrors({ next: fields.find(({ field }) => field === 'new_password')?.message ?? toText(failure) })
		}
	}

	return (
		<SettingSection title={t('changePassword')} note={t('changePasswordNote', { access: access ?? 'none' })}>
			<form className="flex max-w-100 flex-col gap-4" onSubmit={(event) => void submit(event)}>
				<TextField
					label={t('currentPassword')}
					type="password"
					autoComplete="current-password"
					required
					error={errors.now}
					value={now}
					onChange={({ target }) => setNow(target.value)}
				/>
				<NewPasswordField value={next} onChange={setNext} error={errors.next} />
				{access && (
					<TickField checked={endKeys} onChange={setEndKeys}>
						{t('endAccess', { access })}
					</TickField>
				)}
				<div>
					<Button type="submit">{t('changePassword')}</Button>
				</div>
			</form>
		</SettingSection>
	)
}
