'use client'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { Button, IconButton } from './button.tsx'
import { chipFrame } from './chip.tsx'

export interface MenuItem {
	id: string
	label: string
	icon?: ReactNode
	/** A second, quieter word at the end of the line. */
	hint?: string
	danger?: boolean
	/** Marked as the present choice. */
	chosen?: boolean
}

export interface MenuProps {
	label: string
	items: MenuItem[]
	onAction: (id: string) => void
}

const loadPopover = () => import('./menu-popover.tsx').then((module) => ({ default: module.MenuPopover }))
// Overlays are a good part of the kit's weight and are loaded when the first one is about to open.
const MenuPopover = lazy(loadPopover)

interface TriggerProps extends MenuProps {
	/** `icon`: a square button; `chip`: a chip; `text`: words. */
	look: 'icon' | 'chip' | 'text'
	children: ReactNode
	className?: string
	tabIndex?: number
}

/** A button that opens a menu. */
export function MenuButton({ label, items, onAction, look, children, className, tabIndex }: TriggerProps) {
	const trigger = useRef<HTMLButtonElement>(null)
	const [open, setOpen] = useState(false)
	const props = {
		ref: trigger,
		onPress: () => setOpen(true),
		onNear: () => void loadPopover(),
		'aria-haspopup': 'menu' as const,
		'aria-expanded': open,
		...(tabIndex === undefined ? {} : { tabIndex }),
		...(className === undefined ? {} : { className }),
	}
	return (
		<>
			{look === 'icon' && (
				<IconButton label={label} {...props}>
					{children}
				</IconButton>
			)}
			{look === 'chip' && (
				<Button look="bare" {...props} className={chipFrame}>
					<span className="sr-only">{label}: </span>
					{children}
				</Button>
			)}
			{look === 'text' && (
				<Button look="link" {...props}>
					{children}
				</Button>
			)}
			{open && (
				<Suspense>
					<MenuPopover
						label={label}
						items={items}
						onAction={onAction}
						trigger={trigger}
						end={look === 'icon'}
						onClose={() => setOpen(false)}
					/>
				</Suspense>
			)}
		</>
	)
}
