'use client'
import type { ReactNode, Ref } from 'react'
import { classNames } from '#lib/class-names.ts'

const looks = {
	primary: 'h-8 border-accent bg-accent px-3.25 text-accent-ink',
	secondary: 'h-8 border-line bg-surface px-3.25 text-ink not-disabled:hover:bg-hover',
	danger: 'h-8 border-overdue bg-overdue px-3.25 text-overdue-ink',
	link: 'border-transparent text-accent underline-offset-3 not-disabled:hover:underline',
	quiet: 'h-8 border-transparent px-2 text-ink-2 not-disabled:hover:bg-hover',
	bare: '',
} as const

interface CommonProps {
	onPress?: () => void
	/** The pointer has come near: what a press will need can be loaded. */
	onNear?: () => void
	disabled?: boolean
	tabIndex?: number
	autoFocus?: boolean
	className?: string
	children: ReactNode
	ref?: Ref<HTMLButtonElement>
	'aria-haspopup'?: 'menu' | 'dialog'
	'aria-expanded'?: boolean
}

export interface ButtonProps extends CommonProps {
	look?: keyof typeof looks
	type?: 'button' | 'submit'
	'aria-label'?: string
}

/** The browser's own button: React Aria's weighs as much as a third of the page's own code and adds nothing here. */
export function Button({
	look = 'secondary',
	type = 'button',
	onPress,
	onNear,
	className,
	children,
	...props
}: ButtonProps) {
	return (
		<button
			{...props}
			// One of two, and a button unless said otherwise.
			type={type}
			onClick={onPress}
			onPointerEnter={onNear}
			className={classNames(
				look !== 'bare' &&
					'inline-flex items-center justify-center gap-1.5 rounded-lg border text-[13.5px] font-[560] whitespace-nowrap active:opacity-85 disabled:opacity-50',
				looks[look],
				className,
			)}
		>
			{children}
		</button>
	)
}

export interface IconButtonProps extends CommonProps {
	/** What it does, for those who can't see the icon; shown when the pointer rests on it. */
	label: string
}

export function IconButton({ label, onPress, onNear, className, children, ...props }: IconButtonProps) {
	return (
		<button
			{...props}
			type="button"
			aria-label={label}
			title={label}
			onClick={onPress}
			onPointerEnter={onNear}
			className={classNames(
				'grid size-7 flex-none place-items-center rounded-[7px] text-ink-2 hover:bg-hover disabled:opacity-40 group-hover/row:hover:bg-line max-md:size-9',
				className,
			)}
		>
			{children}
		</button>
	)
}
