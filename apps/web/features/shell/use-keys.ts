import { useEffect } from 'react'
import { typesText } from '#lib/types-text.ts'

export interface KeyActions {
	add: () => void
	search: () => void
	go: (place: 'inbox' | 'today' | 'upcoming' | 'completed') => void
	assistant: () => void
	undo: () => void
	redo: () => void
	help: () => void
}

const places = { i: 'inbox', t: 'today', u: 'upcoming', c: 'completed' } as const
const isPlace = (key: string): key is keyof typeof places => key in places

/** How long `g` waits for its second key, in milliseconds. */
const patience = 1200

/** The keys that work everywhere; while text is typed only those with Ctrl or ⌘. */
export function useKeys(actions: KeyActions): void {
	useEffect(() => {
		let going = 0
		const run = (event: KeyboardEvent, action: () => void) => {
			event.preventDefault()
			action()
		}
		const onKeyDown = (event: KeyboardEvent) => {
			const typing = typesText(event.target)
			const key = event.key.toLowerCase()
			if (event.ctrlKey || event.metaKey) {
				if (key === 'j') run(event, actions.assistant)
				else if (key === 'z' && !typing) run(event, event.shiftKey ? actions.redo : actions.undo)
				return
			}
			if (typing || event.altKey || event.defaultPrevented) return
			if (document.querySelector('[role="dialog"], [role="menu"], [role="alertdialog"]')) return
			if (going > Date.now() - patience && isPlace(key)) {
				going = 0
				const place = places[key]
				return run(event, () => actions.go(place))
			}
			going = key === 'g' ? Date.now() : 0
			if (key === 'q') run(event, actions.add)
			else if (key === '/') run(event, actions.search)
			else if (key === '?') run(event, actions.help)
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [actions])
}
