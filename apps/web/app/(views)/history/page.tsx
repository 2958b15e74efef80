import type { Metadata } from 'next'
import { HistoryView } from '#features/history/history-view.tsx'

export const metadata: Metadata = { title: 'History' }

export default function Page() {
	return <HistoryView />
}
