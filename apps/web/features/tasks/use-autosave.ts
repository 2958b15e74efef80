import { useCallback, useEffect, useRef, useState } from 'react'

/** Milliseconds of rest after which what was typed is saved. */
const rest = 1000

export interface Autosaved {
	value: string
	onChange: (value: string) => void
	/** Saves now: on leaving the field and on closing. */
	flush: () => void
}

/**
 * A text that saves itself. What comes from elsewhere is taken over only while nothing unsaved stands here. An empty
 * text is not saved where `required`, and the saved one comes back on leaving.
 */
export function useAutosave(saved: string, save: (value: string) => Promise<boolean>, required = false): Autosaved {
	const [draft, setDraft] = useState<string | null>(null)
	const latest = useRef({ draft, save, saved })
	useEffect(() => void (latest.current = { draft, save, saved }))
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

	const run = useCallback(
		async (leaving: boolean) => {
			clearTimeout(timer.current)
			const { draft: text, save: write, saved: before } = latest.current
			if (text === null) return
			const wanted = text.trim()
			if (required && wanted === '') return leaving ? setDraft(null) : undefined
			const kept = wanted === before || (await write(wanted))
			// What could not be saved stays, to be saved on the next leaving; typing may have gone on meanwhile.
			if (kept && leaving) setDraft((now) => (now === text ? null : now))
		},
		[required],
	)
	useEffect(() => () => void run(true), [run])

	const onChange = useCallback(
		(value: string) => {
			setDraft(value)
			clearTimeout(timer.current)
			timer.current = setTimeout(() => void run(false), rest)
		},
		[run],
	)
	return { value: draft ?? saved, onChange, flush: useCallback(() => void run(true), [run]) }
}
