import type { Metadata } from 'next'
import { TodayView } from '#features/tasks/today-view.tsx'

export const metadata: Metadata = { title: 'Today' }

export default function Page() {
	return <TodayView />
}
