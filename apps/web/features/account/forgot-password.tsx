'use client'
import { useState, type FormEvent } from 'react'
import { ApiError, call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useResetOffered } from '#lib/data/queries.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'

/** Asks for a mail with a link that sets a new password. It is said the same whether there is such an account or not. */
export function ForgotPassword({ start = '', onBack }: { start?: string; onBack?: () => void }) {
	const t = useTranslations('account')
	const { send } = useClient()
	const offered = useResetOffered()
	const toText = useErrorText()
	const [email, setEmail] = useState(start)
	const [error, setError] = useState<string>()
	const [sent, setSent] = useState(false)
	const [busy, setBusy] = useState(false)

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		setBusy(true)
		setError(undefined)
		setSent(false)
		try {
			await call(send, endpoints.auth.forgotPassword, { body: { email } })
			setSent(true)
		} catch (failure) {
			setError(readWords(failure) ?? toText(failure))
		} finally {
			setBusy(false)
		}
	}

	if (offered === false) return <p>{t('noResets')}</p>
	return (
		<form className="flex max-w-100 flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
			<p className="text-sm text-ink-2">{t('forgotNote')}</p>
			<TextField
				label={t('email')}
				type="email"
				autoComplete="email"
				required
				value={email}
				onChange={({ target }) => setEmail(target.value)}
			/>
			{error && (
				<p role="alert" className="text-sm text-overdue">
					{error}
				</p>
			)}
			{sent && <output className="block text-sm">{t('linkSent')}</output>}
			<div className="flex flex-wrap items-center gap-3">
				<Button look="primary" type="submit" disabled={busy}>
					{t('sendLink')}
				</Button>
				{onBack && (
					<Button look="link" onPress={onBack}>
						{t('backToSignIn')}
					</Button>
				)}
			</div>
		</form>
	)
}

/** The server's own words where it says what is wrong with the address, or that it sends no mail. */
function readWords(error: unknown): string | undefined {
	if (!(error instanceof ApiError)) return undefined
	const { code, detail, errors } = error.problem
	return code === 'MAIL_NOT_SET_UP' ? detail : errors?.find(({ field }) => field === 'email')?.message
}
