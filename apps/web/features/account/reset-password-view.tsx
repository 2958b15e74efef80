'use client'
import { useState, useSyncExternalStore, type FormEvent } from 'react'
import { ApiError, call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { ForgotPassword } from './forgot-password.tsx'
import { NewPasswordField } from './new-password-field.tsx'
import { SignForms } from './sign-forms.tsx'

/** Where the link of the mail leads: `/reset-password#token=…`. Without a token, a link can be asked for. */
export function ResetPasswordView() {
	const t = useTranslations('account')
	const token = useToken()
	const [state, setState] = useState<'open' | 'set' | 'dead'>('open')

	const finish = (next: 'set' | 'dead') => {
		setState(next)
		// The link is of no use any more, and the address need not show it.
		history.replaceState(null, '', location.pathname)
	}
	return (
		<div className="mx-auto w-full max-w-[824px] px-8 pt-6.5 pb-24 max-md:px-5 max-md:pt-[18px]">
			<h1 className="mb-4 text-[22px] font-[680] tracking-[-0.02em]">{t('resetTitle')}</h1>
			{state !== 'open' && (
				<p role={state === 'dead' ? 'alert' : 'status'} className="mb-4">
					{t(state === 'dead' ? 'linkDead' : 'passwordSet')}
				</p>
			)}
			{state === 'set' && <SignForms start="in" />}
			{state === 'open' && token && <ResetForm token={token} onFinish={finish} />}
			{(state === 'dead' || (state === 'open' && token === '')) && <ForgotPassword />}
		</div>
	)
}

function ResetForm({ token, onFinish }: { token: string; onFinish: (state: 'set' | 'dead') => void }) {
	const t = useTranslations('account')
	const { send } = useClient()
	const toText = useErrorText()
	const [password, setPassword] = useState('')
	const [error, setError] = useState<string>()
	const [busy, setBusy] = useState(false)

	const submit = async (event: FormEvent) => {
		event.preventDefault()
		setBusy(true)
		setError(undefined)
		try {
			await call(send, endpoints.auth.resetPassword, { body: { token, password } })
			onFinish('set')
		} catch (failure) {
			const errors = failure instanceof ApiError ? (failure.problem.errors ?? []) : []
			if (errors.some(({ field }) => field === 'token')) onFinish('dead')
			else setError(errors.find(({ field }) => field === 'password')?.message ?? toText(failure))
		} finally {
			setBusy(false)
		}
	}

	return (
		<form className="flex max-w-100 flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
			<p className="text-sm text-ink-2">{t('resetNote')}</p>
			<NewPasswordField value={password} onChange={setPassword} error={error} />
			<div>
				<Button look="primary" type="submit" disabled={busy}>
					{t('setPassword')}
				</Button>
			</div>
		</form>
	)
}

function subscribe(onChange: () => void): () => void {
	addEventListener('hashchange', onChange)
	return () => removeEventListener('hashchange', onChange)
}

/** The token behind `#`, empty where none stands there; null while prerendered, because no server ever sees it. */
function useToken(): string | null {
	return useSyncExternalStore(
		subscribe,
		() => new URLSearchParams(location.hash.slice(1)).get('token') ?? '',
		() => null,
	)
}
