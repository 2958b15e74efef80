/** English writes the month first here; everywhere else with a region of its own the day comes first. */
const monthFirstRegions = new Set(['US', 'PH', 'PW', 'FM', 'MH', 'GU', 'AS'])
/** Languages that write year, month, day. */
const yearFirstLanguages = new Set(['zh', 'ja', 'ko', 'mn', 'hu', 'lt', 'fa', 'ii'])

/** Whether 3/4 is the third of April for somebody of this language; month first unless the locale says otherwise. */
export function isDayFirst(locale: string): boolean {
	const [language = '', ...rest] = locale.split(/[-_]/)
	const region = rest.find((part) => /^[A-Za-z]{2}$/.test(part))?.toUpperCase()
	if (yearFirstLanguages.has(language.toLowerCase())) return false
	if (language.toLowerCase() === 'en') return region !== undefined && !monthFirstRegions.has(region)
	return true
}
