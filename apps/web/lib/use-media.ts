import { useCallback, useSyncExternalStore } from 'react'

/** Follows a media query; false while the page is prerendered and hydrated. */
export function useMedia(query: string): boolean {
	const subscribe = useCallback(
		(onChange: () => void) => {
			const media = matchMedia(query)
			media.addEventListener('change', onChange)
			return () => media.removeEventListener('change', onChange)
		},
		[query],
	)
	return useSyncExternalStore(
		subscribe,
		() => matchMedia(query).matches,
		() => false,
	)
}

/** Narrower than this, details and the assistant are sheets, and the sidebar is five tabs at the bottom. */
export const usePhone = (): boolean => useMedia('(max-width: 767px)')
/** From this width on the assistant stands beside the list. */
export const useWide = (): boolean => useMedia('(min-width: 1100px)')
