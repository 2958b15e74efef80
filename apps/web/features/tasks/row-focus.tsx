'use client'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

interface RowFocus {
	/** The one row that the Tab key stops at. */
	stop: string | undefined
	onRowFocus: (key: string) => void
}

const RowFocusContext = createContext<RowFocus>({ stop: undefined, onRowFocus: () => undefined })

export const useRowFocus = (): RowFocus => useContext(RowFocusContext)

/** A row's title, which takes the focus for the whole row. */
const findRow = (key: string | undefined): HTMLElement | null =>
	key === undefined ? null : document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)

const typesText = (target: EventTarget | null) =>
	target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Moves among all rows of a view with j, k and the arrows; a row that goes hands the focus to the next one. */
export function RowFocusProvider({ keys, children }: { keys: string[]; children: ReactNode }) {
	const [current, setCurrent] = useState<string>()
	const before = useRef(keys)
	const stop = current !== undefined && keys.includes(current) ? current : keys[0]

	useEffect(() => {
		const old = before.current
		before.current = keys
		if (current === undefined || keys.includes(current) || document.activeElement !== document.body) return
		const at = old.indexOf(current)
		const next = keys[Math.min(Math.max(at, 0), keys.length - 1)]
		if (next === undefined) document.querySelector<HTMLElement>('[data-quick-add]')?.focus()
		else findRow(next)?.focus()
	}, [keys, current])

	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent) => {
			const step = steps[event.key]
			if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
			const target = event.target
			if (typesText(target) || document.querySelector('[role="dialog"], [role="menu"]')) return
			const inRow = target instanceof Element && target.closest('[data-row-item]')
			if (event.key.startsWith('Arrow') && !inRow) return
			const at = current === undefined ? -1 : keys.indexOf(current)
			const next = keys[at < 0 ? 0 : Math.min(Math.max(inRow ? at + step : at, 0), keys.length - 1)]
			event.preventDefault()
			findRow(next)?.focus()
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [keys, current])

	const onRowFocus = useCallback((key: string) => setCurrent(key), [])
	const value = useMemo(() => ({ stop, onRowFocus }), [stop, onRowFocus])
	return <RowFocusContext value={value}>{children}</RowFocusContext>
}
