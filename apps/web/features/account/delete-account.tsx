'use client'
import { useState, type FormEvent } from 'react'
import { ApiError } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { callAuth } from '#lib/auth-calls.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { SettingSection } from './setting-section.tsx'

/** Ends the account with everything in it, after the password was typed once more. */
export function DeleteAccount() {
	const t = useTranslations('account')
	const { send, startAnew } = useClient()
	const toText = useErrorText()
	const [asking, setAsking] = useState(false)
	const [password, setPassword] = useState('')
	const [error, setError] = useState<string>()

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		try {
			await callAuth(send, 'POST', 'delete-user', { password })
			startAnew(null, 'deleted')
		} catch (failure) {
			setError(failure instanceof ApiError && failure.problem.status < 500 ? failure.problem.detail : toText(failure))
		}
	}

	return (
		<SettingSection title={t('delete')} note={t('deleteNote')}>
			<div>
				<Button onPress={() => setAsking(true)}>{t('delete')}</Button>
			</div>
			{asking && (
				<Sheet kind="dialog" label={t('delete')} onClose={() => setAsking(false)}>
					<form className="flex flex-col gap-4 p-5" onSubmit={(event) => void submit(event)}>
						<h2 className="font-[620]">{t('deleteAsk')}</h2>
						<TextField
							label={t('password')}
							type="password"
							autoComplete="current-password"
							required
							error={error}
							value={password}
							onChange={({ target }) => setPassword(target.value)}
						/>
						<div className="flex justify-end gap-2">
							<Button onPress={() => setAsking(false)}>{t('cancel')}</Button>
							<Button look="danger" type="submit">
								{t('deleteYes')}
							</Button>
						</div>
					</form>
				</Sheet>
			)}
		</SettingSection>
	)
}
