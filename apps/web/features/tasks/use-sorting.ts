import { useSearchParam } from '#lib/use-search-param.ts'
import { isSorting, type Sorting } from './selectors.ts'

/** What the view is sorted by: it stands in the address, so that a view can be shared and the back button works. */
export function useSorting(): [Sorting, (sorting: Sorting) => void] {
	const [value, change] = useSearchParam('sort')
	return [isSorting(value) ? value : 'smart', (sorting) => change(sorting === 'smart' ? null : sorting)]
}
