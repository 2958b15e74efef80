'use client'
import {
	createContext,
	useCallback,
	useContext,
	useEffect,
	useLayoutEffect,
	useMemo,
	useState,
	useSyncExternalStore,
	type ReactNode,
} from 'react'
import { typesText } from '#lib/types-text.ts'
import { createRowCursor, type RowCursor } from './row-cursor.ts'

const RowCursorContext = createContext<RowCursor | null>(null)

export interface RowFocus {
	/** The Tab key stops at this row. */
	isStop: boolean
	onFocus: () => void
	/** This row is about to go: the next one is current from now on, even if another key comes before it is gone. */
	moveOn: () => void
}

export function useRowFocus(key: string): RowFocus {
	const cursor = useContext(RowCursorContext)
	if (!cursor) throw new Error('useRowFocus stands outside of RowFocusProvider')
	const isStop = useSyncExternalStore(
		cursor.subscribe,
		() => cursor.stop() === key,
		() => false,
	)
	return useMemo(
		() => ({ isStop, onFocus: () => cursor.enter(key), moveOn: () => findRow(cursor.heir(key))?.focus() }),
		[cursor, isStop, key],
	)
}

/** A row's title, which takes the focus for the whole row. */
const findRow = (key: string | undefined): HTMLElement | null =>
	key === undefined ? null : document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)

const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Moves among all rows of a view with j, k and the arrows; a row that goes hands the focus to the next one. */
export function RowFocusProvider({ keys, children }: { keys: string[]; children: ReactNode }) {
	const [cursor] = useState(createRowCursor)

	useLayoutEffect(() => {
		const next = cursor.setKeys(keys)
		if (next === undefined || document.activeElement !== document.body) return
		// Not where text is written: the next key may still be meant for the page.
		if (next === null) document.querySelector<HTMLElement>('#main')?.focus()
		else findRow(next)?.focus()
	}, [cursor, keys])

	const onKeyDown = useCallback(
		(event: KeyboardEvent) => {
			const step = steps[event.key]
			if (!step || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
			const { target } = event
			if (typesText(target) || document.querySelector('[role="dialog"], [role="menu"]')) return
			const inRow = target instanceof Element ? target.closest('[data-row-item]') : null
			if (event.key.startsWith('Arrow') && !inRow) return
			const here = inRow?.querySelector<HTMLElement>('[data-row]')?.dataset.row
			// Rows of another part of the page, with keys of their own.
			if (here !== undefined && !cursor.has(here)) return
			event.preventDefault()
			findRow(cursor.step(step, inRow !== null))?.focus()
		},
		[cursor],
	)
	useEffect(() => {
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [onKeyDown])

	return <RowCursorContext value={cursor}>{children}</RowCursorContext>
}
