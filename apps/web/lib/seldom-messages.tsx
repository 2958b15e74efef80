'use client'
import { useMemo, type ReactNode } from 'react'
import { IntlProvider, useLocale, useMessages, useTimeZone } from 'use-intl'
import seldom from '#messages/en.json?seldom'

/** Stands around what speaks of what only some views do: its words come with it instead of with every view. */
export function SeldomMessages({ children }: { children: ReactNode }) {
	const first = useMessages()
	const messages = useMemo(() => ({ ...first, ...seldom }), [first])
	return (
		<IntlProvider locale={useLocale()} timeZone={useTimeZone() ?? 'UTC'} messages={messages}>
			{children}
		</IntlProvider>
	)
}
