'use client'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useRouter } from 'next/navigation'
import type { List } from '@todo/contract'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import type { MenuItem } from '#ui/menu.tsx'
import { useListActions } from './use-list-actions.ts'

const ListDialog = lazy(() => import('./list-dialog.tsx').then((module) => ({ default: module.ListDialog })))

export interface ListMenu {
	menu: { items: MenuItem[]; onAction: (id: string) => void }
	/** Rendered somewhere: the dialog, while one is open. */
	dialog: ReactNode
}

/** What can be done to a list: rename and recolour, delete. */
export function useListMenu(list: List): ListMenu {
	const t = useTranslations('lists')
	const router = useRouter()
	const { remove } = useListActions()
	const [editing, setEditing] = useState(false)
	const items = [
		{ id: 'edit', label: t('edit'), icon: <Pencil /> },
		{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
	]
	const onAction = (id: string) => {
		if (id === 'edit') setEditing(true)
		else void remove(list).then((removed) => removed && router.push('/inbox'))
	}
	const dialog = editing && (
		<Suspense>
			<ListDialog list={list} onClose={() => setEditing(false)} />
		</Suspense>
	)
	return { menu: { items, onAction }, dialog }
}
