import type { Metadata } from 'next'
import { SearchView } from '#features/tasks/search-view.tsx'

export const metadata: Metadata = { title: 'Search' }

export default function Page() {
	return <SearchView />
}
