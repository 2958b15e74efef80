'use client'
import { lazy, Suspense, useState } from 'react'
import { usePathname, useRouter } from 'next/navigation'
import Pencil from 'lucide-react/icons/pencil'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import { useTags } from '#lib/data/queries.ts'
import type { MenuWithDialog } from './use-list-menu.tsx'
import { useTagActions } from './use-tag-actions.ts'

const TagDialog = lazy(() => import('./tag-dialog.tsx').then((module) => ({ default: module.TagDialog })))

const toPath = (name: string) => `/tag/${encodeURIComponent(name)}` as const

/** What can be done to a tag: rename and recolour, delete. */
export function useTagMenu(name: string): MenuWithDialog {
	const t = useTranslations('tagMenu')
	const router = useRouter()
	const path = usePathname()
	const colour = useTags().find((tag) => tag.name === name)?.colour ?? 'grey'
	const { remove } = useTagActions()
	const [editing, setEditing] = useState(false)
	const here = path === toPath(name) || path === `/tag/${name}`
	const items = [
		{ id: 'edit', label: t('edit'), icon: <Pencil /> },
		{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
	]
	const onAction = (id: string) => {
		if (id === 'edit') setEditing(true)
		else void remove({ name, colour }).then((removed) => removed && here && router.push('/inbox'))
	}
	return {
		menu: { items, onAction },
		dialog: editing && (
			<Suspense>
				<TagDialog
					tag={{ name, colour }}
					onClose={() => setEditing(false)}
					onRenamed={(next) => here && router.replace(toPath(next))}
				/>
			</Suspense>
		),
	}
}
