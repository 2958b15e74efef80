import { useMemo } from 'react'
import type { Tag } from '@todo/contract'
import { usePendingTasks, useTags } from './queries.ts'

export type KnownTag = Pick<Tag, 'name' | 'colour'>

/** Every tag by name: those the server told of, and those that tasks have got since. */
export function useKnownTags(): KnownTag[] {
	const told = useTags()
	const tasks = usePendingTasks().data
	return useMemo(() => {
		const colours = new Map(told.map(({ name, colour }) => [name, colour]))
		const names = new Set([...colours.keys(), ...(tasks ?? []).flatMap(({ tags }) => tags)])
		return [...names]
			.toSorted((a, b) => a.localeCompare(b))
			.map((name) => ({ name, colour: colours.get(name) ?? 'grey' }))
	}, [told, tasks])
}
