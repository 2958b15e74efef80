'use client'
import { useTranslations } from 'use-intl'
import type { KnownTag } from '#lib/data/known-tags.ts'
import { toTagName } from '#lib/tag-name.ts'
import { NameDialog } from './name-dialog.tsx'
import { useTagActions } from './use-tag-actions.ts'

interface Props {
	tag: KnownTag
	onClose: () => void
	onRenamed: (name: string) => void
}

/** Name and colour of a tag. */
export function TagDialog({ tag, onClose, onRenamed }: Props) {
	const t = useTranslations('tagMenu')
	const lists = useTranslations('lists')
	const { update } = useTagActions()
	return (
		<NameDialog
			title={t('edit')}
			keep={lists('save')}
			name={tag.name}
			colour={tag.colour}
			maxLength={50}
			onClose={onClose}
			onKeep={async (text, colour) => {
				const name = toTagName(text) || tag.name
				if (!(await update(tag, { name, colour }))) return
				onClose()
				if (name !== tag.name) onRenamed(name)
			}}
		/>
	)
}
