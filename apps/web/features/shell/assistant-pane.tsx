'use client'
import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { readStored, store } from '#lib/theme.ts'

const narrowest = 320
const widest = 640

/** The assistant beside the list; its edge can be dragged or moved with the arrow keys, and is remembered. */
export function AssistantPane({ children }: { children: ReactNode }) {
	const t = useTranslations('assistant')
	const [width, setWidth] = useState(() =>
		typeof window === 'undefined' ? 400 : Number(readStored('todo.assistant.width')) || 400,
	)

	const resize = (wanted: number) => {
		const next = Math.round(Math.min(widest, Math.max(narrowest, wanted)))
		setWidth(next)
		document.documentElement.style.setProperty('--assistant', `${next}px`)
		store('todo.assistant.width', String(next))
	}
	const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
		if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
		const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl'
		resize(rightToLeft ? event.clientX : innerWidth - event.clientX)
	}
	const onKeyDown = (event: KeyboardEvent) => {
		const step = { ArrowLeft: 20, ArrowRight: -20 }[event.key]
		if (step) resize(width + step)
	}

	return (
		<aside
			aria-label={t('title')}
			className="relative hidden min-h-0 border-s border-line bg-surface lg:flex [[data-assistant=closed]_&]:hidden"
		>
			{/* A separator that takes the focus is how ARIA describes what can be moved; an hr can't be. */}
			<div
				// oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an hr takes no focus and can't be moved
				role="separator"
				aria-orientation="vertical"
				aria-label={t('resize')}
				aria-valuenow={width}
				aria-valuemin={narrowest}
				aria-valuemax={widest}
				tabIndex={0}
				suppressHydrationWarning
				onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
				onPointerMove={onPointerMove}
				onKeyDown={onKeyDown}
				className="absolute inset-y-0 -start-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/20"
			/>
			<div className="flex min-w-0 flex-1 flex-col">{children}</div>
		</aside>
	)
}
