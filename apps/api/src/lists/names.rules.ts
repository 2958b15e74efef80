import type { List } from '@todo/contract'
import { DomainError } from '../errors.ts'

/** How names are compared: "Work", "work" and "ＷＯＲＫ" are one. */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase()

/** Names are told apart by people and by the assistant, so no two of a user's lists may share one. */
export function requireFreeName(name: string, others: readonly Pick<List, 'name'>[]): void {
	const folded = foldName(name)
	if (!others.some((other) => foldName(other.name) === folded)) return
	throw new DomainError('CONFLICT', `There is already a list named “${name}”.`, {
		errors: [{ loc: ['body', 'name'], field: 'name', message: 'is the name of another list' }],
	})
}

/** The name itself, or with the first free number after it: "Work (2)". */
export function toFreeName(name: string, others: readonly Pick<List, 'name'>[]): string {
	const taken = new Set(others.map((other) => foldName(other.name)))
	if (!taken.has(foldName(name))) return name
	for (let number = 2; ; number++) {
		const ending = ` (${number})`
		const candidate =
			Array.from(name)
				.slice(0, 100 - ending.length)
				.join('') + ending
		if (!taken.has(foldName(candidate))) return candidate
	}
}

/** @throws {DomainError} `CONFLICT` where so many more would be too many. */
export function requireRoom(count: number, most: number, noun: string, more = 1): void {
	if (more === 0 || count + more <= most) return
	const room = most.toLocaleString('en')
	throw new DomainError(
		'CONFLICT',
		more === 1
			? `You have ${room} ${noun}, the most there can be: delete some first.`
			: `You have ${count.toLocaleString('en')} ${noun}; ${more.toLocaleString('en')} more would be more than the ${room} there can be.`,
	)
}

export const mostLists = 500
export const mostSections = 2_000
export const mostTags = 1_000

/** Where a new one stands: after all others, with room between. */
export const toPosition = (id: number): number => id * 65_536
