'use client'
import type { Section } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { NameDialog } from './name-dialog.tsx'
import { useSectionActions } from './use-section-actions.ts'

interface Props {
	listId: number
	/** The section to rename; none: a new one. */
	section?: Section
	onClose: () => void
}

/** The name of a section. */
export function SectionDialog({ listId, section, onClose }: Props) {
	const t = useTranslations('sections')
	const lists = useTranslations('lists')
	const { create, rename } = useSectionActions()
	return (
		<NameDialog
			title={t(section ? 'rename' : 'add')}
			keep={lists(section ? 'save' : 'create')}
			name={section?.name ?? ''}
			maxLength={100}
			onClose={onClose}
			onKeep={async (name) => {
				if (section) {
					onClose()
					return void rename(section, name)
				}
				if (await create(listId, name)) onClose()
			}}
		/>
	)
}
