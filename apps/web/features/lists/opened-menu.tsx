'use client'
import type { List, Section } from '@todo/contract'
import { MenuPopover } from '#ui/menu-popover.tsx'
import type { OpenedMenu } from '#ui/menu-on-demand.tsx'
import { useListMenu, type MenuWithDialog } from './use-list-menu.tsx'
import { useSectionMenu } from './use-section-menu.tsx'
import { useTagMenu } from './use-tag-menu.tsx'

type Props = OpenedMenu & { label: string }

export function OpenedListMenu({ list, ...props }: Props & { list: List }) {
	return show(useListMenu(list), props)
}

export function OpenedTagMenu({ name, ...props }: Props & { name: string }) {
	return show(useTagMenu(name), props)
}

export function OpenedSectionMenu({ section, ...props }: Props & { section: Section }) {
	return show(useSectionMenu(section), props)
}

const show = ({ menu, dialog }: MenuWithDialog, { open, ...props }: Props) => (
	<>
		{open && <MenuPopover end {...menu} {...props} />}
		{dialog}
	</>
)
