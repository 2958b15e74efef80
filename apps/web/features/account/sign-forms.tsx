'use client'
import { useState, type FormEvent } from 'react'
import { ApiError, call, endpoints } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { usePendingTasks, useResetOffered, useUser } from '#lib/data/queries.ts'
import { readPlace } from '#lib/place.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TickField } from '#ui/tick-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { ForgotPassword } from './forgot-password.tsx'
import { useProgramAccess } from './use-program-access.ts'

type Kind = 'up' | 'in'
type Errors = Partial<Record<'email' | 'password' | 'name' | 'form', string>>

/** Sign up or sign in. A guest who signs up keeps everything; who signs in may bring the tasks along. */
export function SignForms({ start = 'up', onSignedIn }: { start?: Kind; onSignedIn?: () => void }) {
	const t = useTranslations('account')
	const { send, queries, becomeUser, startAnew } = useClient()
	const user = useUser()
	const { data: tasks } = usePendingTasks()
	const resetOffered = useResetOffered()
	const toast = useToast()
	const toText = useErrorText()
	const [kind, setKind] = useState<Kind>(start)
	const [fields, setFields] = useState({ email: '', password: '', name: '' })
	const [bring, setBring] = useState(true)
	const [errors, setErrors] = useState<Errors>({})
	const [busy, setBusy] = useState(false)
	const [forgot, setForgot] = useState(false)
	const access = useProgramAccess()
	const mayBring = kind === 'in' && user?.guest === true && Boolean(tasks?.length)

	const set = (name: keyof typeof fields) => ({
		value: fields[name],
		error: errors[name],
		onChange: ({ target }: { target: HTMLInputElement }) =>
			setFields((before) => ({ ...before, [name]: target.value })),
	})

	const signUp = async () => {
		const { email, password, name } = fields
		const body = { email, password, ...readPlace(), ...(name.trim() ? { name: name.trim() } : {}) }
		const signedIn = await call(send, endpoints.auth.signUp, { body })
		becomeUser(signedIn.user)
		// What a guest had of these has ended.
		for (const queryKey of [queryKeys.keys, queryKeys.calendar]) void queries.invalidateQueries({ queryKey })
		toast({ text: t('welcome') })
	}
	const signIn = async () => {
		const { email, password } = fields
		await call(send, endpoints.auth.logIn, { body: { email, password, ...(mayBring ? { bring_tasks: bring } : {}) } })
		if (onSignedIn) onSignedIn()
		else startAnew('account')
	}
	const submit = async (event: FormEvent) => {
		event.preventDefault()
		setBusy(true)
		setErrors({})
		try {
			await (kind === 'up' ? signUp() : signIn())
		} catch (error) {
			setErrors(toErrors(error, toText(error), t('wrong')))
		} finally {
			setBusy(false)
		}
	}

	if (forgot) return <ForgotPassword start={fields.email} onBack={() => setForgot(false)} />
	return (
		<form className="flex max-w-100 flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
			{kind === 'up' && (
				<TextField label={t('name')} autoComplete="name" maxLength={100} hint={t('nameHint')} {...set('name')} />
			)}
			<TextField label={t('email')} type="email" autoComplete="email" required {...set('email')} />
			<TextField
				label={t('password')}
				type="password"
				autoComplete={kind === 'up' ? 'new-password' : 'current-password'}
				required
				{...(kind === 'up' ? { hint: t('passwordHint') } : {})}
				{...set('password')}
			/>
			{mayBring && (
				<TickField checked={bring} onChange={setBring}>
					{t('bring', { count: tasks?.length ?? 0 })}
				</TickField>
			)}
			{kind === 'up' && access && <p className="text-sm text-ink-2">{t('accessEnds', { access })}</p>}
			{errors.form && (
				<p role="alert" className="text-sm text-overdue">
					{errors.form}
				</p>
			)}
			<div className="flex flex-wrap items-center gap-3">
				<Button look="primary" type="submit" disabled={busy}>
					{t(kind === 'up' ? 'signUp' : 'signIn')}
				</Button>
				<Button look="link" onPress={() => setKind(kind === 'up' ? 'in' : 'up')}>
					{t(kind === 'up' ? 'haveAccount' : 'noAccount')}
				</Button>
				{kind === 'in' && resetOffered && (
					<Button look="link" onPress={() => setForgot(true)}>
						{t('forgot')}
					</Button>
				)}
			</div>
		</form>
	)
}

const fieldNames = ['email', 'password', 'name'] as const

function toErrors(error: unknown, text: string, wrong: string): Errors {
	if (!(error instanceof ApiError)) return { form: text }
	const { status, detail, errors = [] } = error.problem
	if (status === 401) return { form: wrong }
	const found: Errors = {}
	for (const { field, message } of errors) {
		const name = fieldNames.find((known) => known === field)
		if (name) found[name] = message
	}
	if (Object.keys(found).length > 0) return found
	return { form: status === 409 || status === 403 ? detail : text }
}
