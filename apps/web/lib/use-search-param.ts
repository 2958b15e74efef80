import { useCallback, useSyncExternalStore } from 'react'

const changed = 'todo:search'

function subscribe(onChange: () => void): () => void {
	addEventListener('popstate', onChange)
	addEventListener(changed, onChange)
	return () => {
		removeEventListener('popstate', onChange)
		removeEventListener(changed, onChange)
	}
}

/**
 * One parameter of the address. Next's own hook would keep everything around it out of the prerendered document;
 * here the document is made without any parameter, and the browser fills it in.
 */
export function useSearchParam(
	name: string,
): [string | null, (value: string | null, how?: 'push' | 'replace') => void] {
	const value = useSyncExternalStore(
		subscribe,
		() => new URLSearchParams(location.search).get(name),
		() => null,
	)
	const change = useCallback(
		(next: string | null, how: 'push' | 'replace' = 'push') => {
			const params = new URLSearchParams(location.search)
			if (next === null || next === '') params.delete(name)
			else params.set(name, next)
			const address = params.size > 0 ? `?${params}` : location.pathname
			if (how === 'push') history.pushState(null, '', address)
			else history.replaceState(null, '', address)
			dispatchEvent(new Event(changed))
		},
		[name],
	)
	return [value, change]
}
