import type { Metadata } from 'next'
import { TrashView } from '#features/tasks/trash-view.tsx'

export const metadata: Metadata = { title: 'Trash' }

export default function Page() {
	return <TrashView />
}
