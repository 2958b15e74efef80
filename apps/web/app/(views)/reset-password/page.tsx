import type { Metadata } from 'next'
import { ResetPasswordView } from '#features/account/reset-password-view.tsx'
import { SeldomMessages } from '#lib/seldom-messages.tsx'

export const metadata: Metadata = { title: 'Set a new password' }

export default function Page() {
	return (
		<SeldomMessages>
			<ResetPasswordView />
		</SeldomMessages>
	)
}
