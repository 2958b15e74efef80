import type { Metadata } from 'next'
import { HistoryView } from '#features/history/history-view.tsx'
import { SeldomMessages } from '#lib/seldom-messages.tsx'

export const metadata: Metadata = { title: 'History' }

export default function Page() {
	return (
		<SeldomMessages>
			<HistoryView />
		</SeldomMessages>
	)
}
