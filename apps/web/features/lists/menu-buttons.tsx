'use client'
import { lazy } from 'react'
import type { List, Section } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { MenuOnDemand } from '#ui/menu-on-demand.tsx'

const load = () => import('./opened-menu.tsx')
const OpenedListMenu = lazy(() => load().then((module) => ({ default: module.OpenedListMenu })))
const OpenedTagMenu = lazy(() => load().then((module) => ({ default: module.OpenedTagMenu })))
const OpenedSectionMenu = lazy(() => load().then((module) => ({ default: module.OpenedSectionMenu })))

/** What can be done to a list; `label` where it stands without the list's name beside it. */
export function ListMenuButton({ list, label }: { list: List; label?: string }) {
	const name = useTranslations('lists')('more', { name: list.name })
	return (
		<MenuOnDemand
			label={label ?? name}
			load={load}
			render={(opened) => <OpenedListMenu list={list} label={name} {...opened} />}
		/>
	)
}

/** What can be done to a tag. */
export function TagMenuButton({ name, label }: { name: string; label?: string }) {
	const said = useTranslations('lists')('more', { name: `#${name}` })
	return (
		<MenuOnDemand
			label={label ?? said}
			load={load}
			render={(opened) => <OpenedTagMenu name={name} label={said} {...opened} />}
		/>
	)
}

/** What can be done to a section, at the end of its heading. */
export function SectionMenuButton({ section }: { section: Section }) {
	const label = useTranslations('sections')('more', { name: section.name })
	return (
		<MenuOnDemand
			className="-my-1.5 -me-2"
			label={label}
			load={load}
			render={(opened) => <OpenedSectionMenu section={section} label={label} {...opened} />}
		/>
	)
}
