'use client'
import { lazy, Suspense, useState } from 'react'
import type { Section } from '@todo/contract'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import { MenuButton } from '#ui/menu.tsx'
import { useSectionActions } from './use-section-actions.ts'

const SectionDialog = lazy(() => import('./section-dialog.tsx').then((module) => ({ default: module.SectionDialog })))

/** What can be done to a section, at the end of its heading. */
export function SectionMenu({ section }: { section: Section }) {
	const t = useTranslations('sections')
	const { remove } = useSectionActions()
	const [renaming, setRenaming] = useState(false)
	return (
		<>
			<MenuButton
				look="icon"
				className="-my-1.5 -me-2"
				label={t('more', { name: section.name })}
				items={[
					{ id: 'rename', label: t('rename'), icon: <Pencil /> },
					{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
				]}
				onAction={(id) => (id === 'rename' ? setRenaming(true) : void remove(section))}
			>
				<Ellipsis />
			</MenuButton>
			{renaming && (
				<Suspense>
					<SectionDialog listId={section.list_id} section={section} onClose={() => setRenaming(false)} />
				</Suspense>
			)}
		</>
	)
}
