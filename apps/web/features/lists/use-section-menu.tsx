'use client'
import { lazy, Suspense, useState } from 'react'
import type { Section } from '@todo/contract'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import type { MenuWithDialog } from './use-list-menu.tsx'
import { useSectionActions } from './use-section-actions.ts'

const SectionDialog = lazy(() => import('./section-dialog.tsx').then((module) => ({ default: module.SectionDialog })))

/** What can be done to a section: rename, delete. */
export function useSectionMenu(section: Section): MenuWithDialog {
	const t = useTranslations('sections')
	const { remove } = useSectionActions()
	const [renaming, setRenaming] = useState(false)
	const items = [
		{ id: 'rename', label: t('rename'), icon: <Pencil /> },
		{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
	]
	return {
		menu: { items, onAction: (id) => (id === 'rename' ? setRenaming(true) : void remove(section)) },
		dialog: renaming && (
			<Suspense>
				<SectionDialog listId={section.list_id} section={section} onClose={() => setRenaming(false)} />
			</Suspense>
		),
	}
}
