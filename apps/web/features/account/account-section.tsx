'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { callAuth } from '#lib/auth-calls.ts'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { useErrorText } from '#lib/use-error-text.ts'
import { useSearchParam } from '#lib/use-search-param.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'
import { ChangePassword } from './change-password.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { SessionList } from './session-list.tsx'
import { SettingSection } from './setting-section.tsx'
import { SignForms } from './sign-forms.tsx'

/** Who is here: a guest may make an account of it, an account may change or end itself. */
export function AccountSection() {
	const t = useTranslations('account')
	const { startAnew, send, becomeUser } = useClient()
	const user = useUser()
	const toast = useToast()
	const toText = useErrorText()
	const [sign] = useSearchParam('sign')
	const [name, setName] = useState<string>()
	if (user === undefined) return null
	if (user === null || user.guest)
		return (
			<SettingSection title={t('title')} note={t('guestNote')}>
				<SignForms key={sign} start={sign === 'in' ? 'in' : 'up'} />
			</SettingSection>
		)

	const attempt = async (work: () => Promise<unknown>) => {
		try {
			await work()
		} catch (error) {
			toast({ text: toText(error), urgent: true })
		}
	}
	const rename = () => {
		const wanted = name?.trim()
		setName(undefined)
		if (!wanted || wanted === user.name) return
		void attempt(async () => {
			await callAuth(send, 'POST', 'update-user', { name: wanted })
			becomeUser({ ...user, name: wanted })
		})
	}
	const signOut = () =>
		void attempt(async () => {
			await callAuth(send, 'POST', 'sign-out', {})
			startAnew(null, 'signedOut')
		})

	return (
		<>
			<SettingSection title={t('title')} note={user.email ?? ''}>
				<div className="max-w-100">
					<TextField
						label={t('name')}
						autoComplete="name"
						maxLength={100}
						value={name ?? user.name}
						onChange={({ target }) => setName(target.value)}
						onBlur={rename}
						onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
					/>
				</div>
				<div>
					<Button onPress={signOut}>{t('signOut')}</Button>
				</div>
			</SettingSection>
			<ChangePassword />
			<SessionList />
			<DeleteAccount />
		</>
	)
}
