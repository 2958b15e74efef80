import type { Metadata } from 'next'
import { TrashView } from '#features/tasks/trash-view.tsx'
import { SeldomMessages } from '#lib/seldom-messages.tsx'

export const metadata: Metadata = { title: 'Trash' }

export default function Page() {
	return (
		<SeldomMessages>
			<TrashView />
		</SeldomMessages>
	)
}
