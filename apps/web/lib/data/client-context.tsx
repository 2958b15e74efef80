'use client'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Client } from './client.ts'

const ClientContext = createContext<Client | null>(null)

export const ClientProvider = ClientContext.Provider

export function useClient(): Client {
	const client = useContext(ClientContext)
	if (!client) throw new Error('useClient stands outside of ClientProvider')
	return client
}

/** Whether the server can't be reached. */
export function useLost(): boolean {
	const { subscribe, lost } = useClient().reach
	return useSyncExternalStore(subscribe, lost, () => false)
}

/** Whether the session ended while the page stood open. */
export function useSessionEnded(): boolean {
	const { subscribe, sessionEnded } = useClient()
	return useSyncExternalStore(subscribe, sessionEnded, () => false)
}
