'use client'
import { lazy, Suspense, type ReactNode } from 'react'

export interface SheetProps {
	label: string
	onClose: () => void
	children: ReactNode
	/** `sheet`: from the bottom on the phone, from the side where it is wider; `dialog`: in the middle. */
	kind?: 'sheet' | 'dialog'
	/** How high a sheet is: as its content, or nearly the whole screen. */
	tall?: boolean
}

const SheetOverlay = lazy(() => import('./sheet-overlay.tsx').then((module) => ({ default: module.SheetOverlay })))

/** What stands over the page and keeps the focus until it is closed: opened by being rendered. */
export function Sheet(props: SheetProps) {
	return (
		<Suspense>
			<SheetOverlay {...props} />
		</Suspense>
	)
}
