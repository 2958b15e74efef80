import { useCallback, useState } from 'react'
import { readStored, store } from '#lib/theme.ts'

const key = 'todo.sections.folded'

/** Which sections this browser keeps folded, by their numbers. */
export function useFolded(): [ReadonlySet<number>, (id: number, folded: boolean) => void] {
	const [ids, setIds] = useState<ReadonlySet<number>>(readFolded)
	const fold = useCallback((id: number, folded: boolean) => {
		const next = new Set(readFolded())
		if (folded) next.add(id)
		else next.delete(id)
		store(key, next.size > 0 ? [...next].join(' ') : null)
		setIds(next)
	}, [])
	return [ids, fold]
}

const readFolded = () => new Set((readStored(key) ?? '').split(' ').filter(Boolean).map(Number))
