'use client'
import { useEffect, useState, type ReactNode } from 'react'
import { QueryClientProvider } from '@tanstack/react-query'
import { IntlProvider } from 'use-intl'
import messages from '#messages/en.json?first'
import { readApiOrigin } from '#lib/browser-config.ts'
import { createClient, type Client } from '#lib/data/client.ts'
import { ClientProvider } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { applyTheme, readTheme } from '#lib/theme.ts'
import { ToastProvider } from '#ui/toast.tsx'

/** Made once per tab: the cache, the connection, the language. */
export function Providers({ children }: { children: ReactNode }) {
	const [client] = useState(() => createClient(readApiOrigin()))
	return (
		<IntlProvider locale="en" messages={messages} timeZone="UTC">
			<QueryClientProvider client={client.queries}>
				<ClientProvider value={client}>
					<Connection client={client} />
					<ToastProvider closeLabel={messages.common.close}>{children}</ToastProvider>
				</ClientProvider>
			</QueryClientProvider>
		</IntlProvider>
	)
}

/** Follows the server while somebody is here, and the system's theme while none is chosen; what waits leaves with the page. */
function Connection({ client }: { client: Client }) {
	const id = useUser()?.id
	useEffect(() => {
		if (!id) return
		client.live.start()
		return () => client.live.stop()
	}, [client, id])
	useEffect(() => {
		addEventListener('pagehide', client.lanes.hurry)
		return () => removeEventListener('pagehide', client.lanes.hurry)
	}, [client])
	useEffect(() => {
		const media = matchMedia('(prefers-color-scheme: dark)')
		const follow = () => readTheme() === 'system' && applyTheme('system')
		media.addEventListener('change', follow)
		return () => media.removeEventListener('change', follow)
	}, [])
	return null
}
