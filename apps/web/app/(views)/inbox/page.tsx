import type { Metadata } from 'next'
import { InboxView } from '#features/tasks/inbox-view.tsx'

export const metadata: Metadata = { title: 'Inbox' }

export default function Page() {
	return <InboxView />
}
