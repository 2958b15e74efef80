/** How well a task's title fits the words somebody used for it. */
export interface TitleMatch {
	id: number
	/** 1 for the same words, 0.5 and more for plausible ones. */
	score: number
}

const stopWords = new Set(
	'the a an my our to of for and in on at with from about task tasks todo this that some it is by'.split(' '),
)

const pastForms: ReadonlyMap<string, string> = new Map([
	['bought', 'buy'],
	['paid', 'pay'],
	['sent', 'send'],
	['wrote', 'write'],
	['made', 'make'],
	['took', 'take'],
	['met', 'meet'],
	['fed', 'feed'],
	['sold', 'sell'],
	['built', 'build'],
	['mum', 'mom'],
	['mommy', 'mom'],
	['mother', 'mom'],
	['father', 'dad'],
	['tv', 'television'],
	['doctor', 'dr'],
	['phone', 'call'],
	['ring', 'call'],
	['grocery', 'groceries'],
	['get', 'buy'],
	['got', 'buy'],
	['purchase', 'buy'],
	['purchased', 'buy'],
	['appt', 'appointment'],
])

function toWords(text: string): string[] {
	const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().slice(0, 400)
	const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
	const kept = words.filter((word) => !stopWords.has(word))
	return (kept.length > 0 ? kept : words).slice(0, 40).map(toStem)
}

/** Plural and singular, "called" and "call" share a stem. */
export function toStem(word: string): string {
	const known = pastForms.get(word)
	if (known !== undefined) return toStem(known)
	if (word.length <= 3) return word
	return word
		.replace(/ies$/, 'y')
		.replace(/(s|x|z|ch|sh)es$/, '$1')
		.replace(/([^s])s$/, '$1')
		.replace(/(?<=\w{3})ing$/, '')
		.replace(/(?<=\w{3})ed$/, '')
		.replace(/([b-df-hj-km-np-rtv-z])\1$/, '$1')
		.replace(/e$/, '')
}

/** How alike two words are: 1 the same, less for a beginning or a typo, 0 for another word. */
function compareWords(asked: string, word: string): number {
	if (asked === word) return 1
	const shorter = Math.min(asked.length, word.length)
	if (shorter >= 3 && (word.startsWith(asked) || asked.startsWith(word))) return 0.9
	if (shorter < 4) return 0
	const allowed = shorter >= 8 ? 2 : 1
	const distance = editDistance(asked, word, allowed)
	return distance > allowed ? 0 : 0.9 - 0.12 * distance
}

/** Edits between two words, neighbours swapped counting as one; anything above `limit` comes back as more than it. */
function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1
	let before: number[] = []
	let row = Array.from({ length: b.length + 1 }, (_, at) => at)
	for (let i = 1; i <= a.length; i += 1) {
		const next = [i]
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1
			let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				best = Math.min(best, (before[j - 2] ?? 0) + 1)
			next.push(best)
		}
		before = row
		row = next
	}
	return row[b.length] ?? limit + 1
}

function scoreTitle(asked: readonly string[], title: readonly string[]): number {
	if (asked.length === 0 || title.length === 0) return 0
	let found = 0
	const used = new Set<number>()
	for (const word of asked) {
		let best = 0
		let bestAt = -1
		for (const [at, candidate] of title.entries()) {
			if (used.has(at)) continue
			const alike = compareWords(word, candidate)
			if (alike > best) {
				best = alike
				bestAt = at
			}
		}
		if (bestAt >= 0) used.add(bestAt)
		found += best
	}
	const covered = found / asked.length
	const exactness = used.size / title.length
	return covered * 0.85 + covered * exactness * 0.15
}

/**
 * The titles that a phrase may mean, best first: word order is free, one or two typos a word and plurals are forgiven.
 * Titles that share too little are left out.
 */
export function matchTitle(query: string, titles: readonly { id: number; title: string }[]): TitleMatch[] {
	const asked = toWords(query)
	const plain = query.trim().toLowerCase()
	return titles
		.map(({ id, title }) => ({
			id,
			score: title.trim().toLowerCase() === plain ? 1 : Math.min(0.99, scoreTitle(asked, toWords(title))),
		}))
		.filter(({ score }) => score >= 0.55)
		.toSorted((a, b) => b.score - a.score || a.id - b.id)
}
