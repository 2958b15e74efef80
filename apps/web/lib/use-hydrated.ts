import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False in the prerendered document and while it comes to life: what only the browser knows is shown after that. */
export const useHydrated = (): boolean =>
	useSyncExternalStore(
		never,
		() => true,
		() => false,
	)
