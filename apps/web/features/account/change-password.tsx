'use client'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { ApiError } from '@todo/contract'
import { callAuth } from '#lib/auth-calls.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { SettingSection } from './setting-section.tsx'

/** Changes the password and signs out everywhere else. */
export function ChangePassword() {
	const t = useTranslations('account')
	const { send } = useClient()
	const toast = useToast()
	const toText = useErrorText()
	const [now, setNow] = useState('')
	const [next, setNext] = useState('')
	const [error, setError] = useState<string>()

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		setError(undefined)
		try {
			await callAuth(send, 'POST', 'change-password', {
				currentPassword: now,
				newPassword: next,
				revokeOtherSessions: true,
			})
			setNow('')
			setNext('')
			toast({ text: t('passwordChanged') })
		} catch (failure) {
			setError(failure instanceof ApiError && failure.problem.status < 500 ? failure.problem.detail : toText(failure))
		}
	}

	return (
		<SettingSection title={t('changePassword')} note={t('changePasswordNote')}>
			<form className="flex max-w-100 flex-col gap-4" onSubmit={(event) => void submit(event)}>
				<TextField
					label={t('currentPassword')}
					type="password"
					autoComplete="current-password"
					required
					value={now}
					onChange={({ target }) => setNow(target.value)}
				/>
				<TextField
					label={t('newPassword')}
					type="password"
					autoComplete="new-password"
					required
					minLength={8}
					hint={t('passwordHint')}
					error={error}
					value={next}
					onChange={({ target }) => setNext(target.value)}
				/>
				<div>
					<Button type="submit">{t('changePassword')}</Button>
				</div>
			</form>
		</SettingSection>
	)
}
