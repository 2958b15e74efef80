import type { Metadata } from 'next'
import { ResetPasswordView } from '#features/account/reset-password-view.tsx'

export const metadata: Metadata = { title: 'Set a new password' }

export default function Page() {
	return <ResetPasswordView />
}
