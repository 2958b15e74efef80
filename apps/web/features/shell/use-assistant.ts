import { useCallback, useState } from 'react'
import { useWide } from '#lib/use-media.ts'
import { readStored, store } from '#lib/theme.ts'

export interface AssistantState {
	/** Stands over the list, where there is no room beside it. */
	sheet: boolean
	/** Shows it or hides it; where there is room this is remembered. */
	toggle: () => void
	close: () => void
}

const isClosed = () => document.documentElement.dataset.assistant === 'closed'

function setClosed(closed: boolean): void {
	if (closed) document.documentElement.dataset.assistant = 'closed'
	else delete document.documentElement.dataset.assistant
	if (readStored('todo.assistant') !== (closed ? 'closed' : null)) store('todo.assistant', closed ? 'closed' : null)
}

const focusField = () =>
	requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-say]:not(:disabled)')?.focus())

/** The first paint already has it open or closed (see the boot script), so the document's own attribute is the state. */
export function useAssistant(): AssistantState {
	const wide = useWide()
	const [sheet, setSheet] = useState(false)
	const toggle = useCallback(() => {
		if (!wide) return setSheet((open) => !open)
		const closing = !isClosed()
		setClosed(closing)
		if (!closing) focusField()
	}, [wide])
	const close = useCallback(() => {
		if (wide) setClosed(true)
		setSheet(false)
	}, [wide])
	return { sheet: sheet && !wide, toggle, close }
}
