import type { Metadata } from 'next'
import { SettingsView } from '#features/account/settings-view.tsx'
import { SeldomMessages } from '#lib/seldom-messages.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default function Page() {
	return (
		<SeldomMessages>
			<SettingsView />
		</SeldomMessages>
	)
}
