/** Where the browser is and what it speaks: what a new guest or account starts with, and what the page goes by before. */
export const readPlace = (): { time_zone: string; locale: string } => ({
	time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
	locale: toLocale(navigator.language),
})

/** Chromium under `LANG=C` calls its language "en-US@posix", which Intl refuses. */
export function toLocale(language: string | undefined): string {
	try {
		return Intl.getCanonicalLocales(language?.split('@')[0])[0] ?? 'en'
	} catch {
		return 'en'
	}
}
