'use client'
import type { ReactNode, RefObject } from 'react'
import { Popover } from 'react-aria-components/Popover'
import { classNames } from '#lib/class-names.ts'

interface Props {
	trigger: RefObject<HTMLElement | null>
	onClose: () => void
	/** Lines up with the button's end instead of its start. */
	end?: boolean
	/** Its name, where what stands in it has no name of its own. */
	label?: string
	className?: string
	children: ReactNode
}

/** What floats beside its button: opened by being rendered. Part of the overlays that are loaded when needed. */
export function PopoverBox({ trigger, onClose, end = false, label, className, children }: Props) {
	return (
		<Popover
			isOpen
			{...(label === undefined ? {} : { 'aria-label': label })}
			triggerRef={trigger}
			placement={end ? 'bottom end' : 'bottom start'}
			offset={6}
			onOpenChange={(open) => {
				if (!open) onClose()
			}}
			className={classNames(
				'animate-[appear_120ms_ease-out] rounded-[11px] border border-line bg-surface text-ink shadow-float outline-none',
				className,
			)}
		>
			{children}
		</Popover>
	)
}
