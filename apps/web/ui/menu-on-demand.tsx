'use client'
import { Suspense, useRef, useState, type ReactNode, type RefObject } from 'react'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { IconButton } from './button.tsx'

export interface OpenedMenu {
	trigger: RefObject<HTMLButtonElement | null>
	open: boolean
	onClose: () => void
}

interface Props {
	label: string
	className?: string
	tabIndex?: number
	/** Loads what `render` needs: called when the pointer comes near. */
	load: () => Promise<unknown>
	/** The menu and what it opens, rendered once it was asked for: most are never needed. */
	render: (opened: OpenedMenu) => ReactNode
}

/** The button of a menu that is loaded when it is about to be opened. */
export function MenuOnDemand({ label, className, tabIndex, load, render }: Props) {
	const trigger = useRef<HTMLButtonElement>(null)
	const [open, setOpen] = useState<boolean>()
	return (
		<>
			<IconButton
				ref={trigger}
				label={label}
				aria-haspopup="menu"
				aria-expanded={open ?? false}
				onPress={() => setOpen(true)}
				onNear={() => void load().catch(() => undefined)}
				{...(className === undefined ? {} : { className })}
				{...(tabIndex === undefined ? {} : { tabIndex })}
			>
				<Ellipsis />
			</IconButton>
			{open !== undefined && <Suspense>{render({ trigger, open, onClose: () => setOpen(false) })}</Suspense>}
		</>
	)
}
