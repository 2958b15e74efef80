'use client'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { usePathname, useRouter } from 'next/navigation'
import type { List } from '@todo/contract'
import ListPlus from 'lucide-react/icons/list-plus'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import type { MenuItem } from '#ui/menu.tsx'
import { useListActions } from './use-list-actions.ts'

const ListDialog = lazy(() => import('./list-dialog.tsx').then((module) => ({ default: module.ListDialog })))
const SectionDialog = lazy(() => import('./section-dialog.tsx').then((module) => ({ default: module.SectionDialog })))

/** A menu, and what it opens. */
export interface MenuWithDialog {
	menu: { items: MenuItem[]; onAction: (id: string) => void }
	/** Rendered somewhere: the dialog, while one is open. */
	dialog: ReactNode
}

/** What can be done to a list: rename and recolour, add a section, delete. */
export function useListMenu(list: List): MenuWithDialog {
	const t = useTranslations('lists')
	const sections = useTranslations('sections')
	const router = useRouter()
	const path = usePathname()
	const { remove } = useListActions()
	const [dialog, setDialog] = useState<'list' | 'section' | null>(null)
	const close = () => setDialog(null)
	const items = [
		{ id: 'edit', label: t('edit'), icon: <Pencil /> },
		{ id: 'section', label: sections('add'), icon: <ListPlus /> },
		{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
	]
	const onAction = (id: string) => {
		if (id === 'edit') setDialog('list')
		else if (id === 'section') setDialog('section')
		else void remove(list).then((removed) => removed && path === `/list/${list.id}` && router.push('/inbox'))
	}
	return {
		menu: { items, onAction },
		dialog: dialog && (
			<Suspense>
				{dialog === 'list' && <ListDialog list={list} onClose={close} />}
				{dialog === 'section' && <SectionDialog listId={list.id} onClose={close} />}
			</Suspense>
		),
	}
}
