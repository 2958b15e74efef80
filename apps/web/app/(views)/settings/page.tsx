import type { Metadata } from 'next'
import { SettingsView } from '#features/account/settings-view.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default function Page() {
	return <SettingsView />
}
