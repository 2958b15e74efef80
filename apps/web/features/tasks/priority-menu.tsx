'use client'
import { lazy, Suspense, type RefObject } from 'react'
import type { Priority } from '@todo/contract'
import { usePriorityItems, isPriority } from './priority-items.tsx'

const MenuPopover = lazy(() => import('#ui/menu-popover.tsx').then((module) => ({ default: module.MenuPopover })))

interface Props {
	trigger: RefObject<HTMLElement | null>
	priority: Priority
	onChange: (priority: Priority) => void
	onClose: () => void
}

/** The priorities to choose from, beside whatever asked for them. */
export function PriorityMenu({ trigger, priority, onChange, onClose }: Props) {
	const { label, items } = usePriorityItems(priority)
	return (
		<Suspense>
			<MenuPopover
				label={label}
				items={items}
				trigger={trigger}
				onClose={onClose}
				onAction={(id) => isPriority(id) && onChange(id)}
			/>
		</Suspense>
	)
}
