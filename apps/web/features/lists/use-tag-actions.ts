import { useMemo } from 'react'
import { call, endpoints, type Colour } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import type { KnownTag } from '#lib/data/known-tags.ts'
import { queryKeys } from '#lib/query-keys.ts'
import { useWrites } from '#lib/use-writes.ts'

export interface TagActions {
	/** A name that another tag has makes one of both. False where nothing was saved; why has then been said. */
	update: (tag: KnownTag, fields: { name: string; colour: Colour }) => Promise<boolean>
	/** Takes the tag from all tasks. */
	remove: (tag: KnownTag) => Promise<boolean>
}

export function useTagActions(): TagActions {
	const t = useTranslations('tagMenu')
	const { send, queries } = useClient()
	const { attempt, sayDone } = useWrites()

	return useMemo(() => {
		/** The server has rewritten every task of the tag. */
		const reload = () =>
			Promise.all(
				[queryKeys.tags, queryKeys.pending, queryKeys.anyCompleted].map((queryKey) =>
					queries.invalidateQueries({ queryKey }),
				),
			)

		return {
			async update(tag, { name, colour }) {
				const renamed = name !== tag.name
				if (!renamed && colour === tag.colour) return true
				const body = { ...(renamed ? { name } : {}), ...(colour === tag.colour ? {} : { colour }) }
				const write = () => call(send, endpoints.lists.updateTag, { params: { name: tag.name }, body })
				if ((await attempt(write)) === null) return false
				await reload()
				if (renamed)
					await sayDone('tag', tag.name, t('renamed', { from: tag.name, to: name }), {
						verb: 'renamed',
						count: 1,
						title: `#${tag.name}`,
					})
				return true
			},
			async remove(tag) {
				const write = () => call(send, endpoints.lists.deleteTag, { params: { name: tag.name } })
				if ((await attempt(write)) === null) return false
				await reload()
				await sayDone('tag', tag.name, t('deleted', { name: tag.name }), {
					verb: 'deleted',
					count: 1,
					title: `#${tag.name}`,
				})
				return true
			},
		}
	}, [send, queries, attempt, sayDone, t])
}
