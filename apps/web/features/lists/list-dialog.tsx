'use client'
import type { List } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { NameDialog } from './name-dialog.tsx'
import { useListActions } from './use-list-actions.ts'

interface Props {
	/** The list to change; none: a new one. */
	list?: List
	onClose: () => void
	onCreated?: (list: List) => void
}

/** Name and colour of a list. */
export function ListDialog({ list, onClose, onCreated }: Props) {
	const t = useTranslations('lists')
	const { create, update } = useListActions()
	return (
		<NameDialog
			title={t(list ? 'edit' : 'new')}
			keep={t(list ? 'save' : 'create')}
			name={list?.name ?? ''}
			colour={list?.colour ?? 'teal'}
			maxLength={100}
			onClose={onClose}
			onKeep={async (name, colour) => {
				if (list) {
					onClose()
					return void update(list, { name, colour })
				}
				const made = await create({ name, colour })
				if (!made) return
				onClose()
				onCreated?.(made)
			}}
		/>
	)
}
