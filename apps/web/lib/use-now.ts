import { useMemo, useSyncExternalStore } from 'react'
import { useSettings } from '#lib/data/queries.ts'
import { readWallClock } from '#lib/days.ts'
import { readPlace } from '#lib/place.ts'

/** Wakes at the start of each minute and when the page comes back into view. */
function subscribe(onChange: () => void): () => void {
	let timer: ReturnType<typeof setTimeout>
	const tick = () => {
		onChange()
		timer = setTimeout(tick, 60_050 - (Date.now() % 60_000))
	}
	timer = setTimeout(tick, 60_050 - (Date.now() % 60_000))
	document.addEventListener('visibilitychange', onChange)
	return () => {
		clearTimeout(timer)
		document.removeEventListener('visibilitychange', onChange)
	}
}

export interface Now {
	/** The person's wall clock, `YYYY-MM-DDTHH:MM`. */
	clock: string
	today: string
	timeZone: string
	/** The browser's language, in which dates are written. */
	locale: string
	/** The locale of the settings, which says how hours are counted, here as in what the assistant says. */
	hours: string
}

const readMinute = () => Math.floor(Date.now() / 60_000)
const noMinute = () => -1

/**
 * The person's now: their zone from the settings, else the browser's; dates are written in the browser's language.
 * Null while prerendered and hydrated, because the server knows neither.
 */
export function useNow(): Now | null {
	const minute = useSyncExternalStore(subscribe, readMinute, noMinute)
	const settings = useSettings()
	const zone = settings?.time_zone
	const chosen = settings?.locale
	return useMemo(() => {
		if (minute < 0) return null
		const { time_zone, locale } = readPlace()
		const timeZone = zone ?? time_zone
		const clock = readWallClock(new Date(minute * 60_000), timeZone).slice(0, 16)
		return { clock, today: clock.slice(0, 10), timeZone, locale, hours: chosen ?? locale }
	}, [minute, zone, chosen])
}
