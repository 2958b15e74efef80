/** A tag as the server keeps it: lower case, no `#`, one word. "# Shop" and "shop " are "shop"; empty where nothing is left. */
export const toTagName = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll(/^[\s,#]+|[\s,#]+$/gu, '')
		.replaceAll(/[\s,#]+/gu, '-')

/** Other tags that a beginning may mean: those that begin so first, then those that have it elsewhere. */
export function suggestTags(text: string, names: readonly string[]): string[] {
	const part = toTagName(text)
	const rank = (name: string) => (name === part ? 0 : name.startsWith(part) ? 1 : 2)
	return names.filter((name) => name.includes(part)).toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}
