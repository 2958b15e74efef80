import { useSearchParams } from 'next/navigation'
import { isSorting, type Sorting } from './selectors.ts'

/** What the view is sorted by: it stands in the address, so that a view can be shared and the back button works. */
export function useSorting(): [Sorting, (sorting: Sorting) => void] {
	const params = useSearchParams()
	const value = params.get('sort')
	const change = (sorting: Sorting) => {
		const next = new URLSearchParams(params)
		if (sorting === 'smart') next.delete('sort')
		else next.set('sort', sorting)
		history.pushState(null, '', next.size > 0 ? `?${next}` : location.pathname)
	}
	return [isSorting(value) ? value : 'smart', change]
}
