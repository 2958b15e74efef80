'use client'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { classNames } from '#lib/class-names.ts'

const looks = {
	primary: 'h-8 border-accent bg-accent px-3.25 text-accent-ink',
	secondary: 'h-8 border-line bg-surface px-3.25 text-ink data-[hovered]:bg-hover',
	danger: 'h-8 border-overdue bg-overdue px-3.25 text-overdue-ink',
	link: 'border-transparent text-accent data-[hovered]:underline underline-offset-3',
	quiet: 'h-8 border-transparent px-2 text-ink-2 data-[hovered]:bg-hover',
} as const

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
	look?: keyof typeof looks
	className?: string
	children: ReactNode
	ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'secondary', className, children, ...props }: ButtonProps) {
	return (
		<AriaButton
			{...props}
			className={classNames(
				'inline-flex items-center justify-center gap-1.5 rounded-lg border text-[13.5px] font-[560] whitespace-nowrap data-[disabled]:opacity-50 data-[pressed]:opacity-85',
				looks[look],
				className,
			)}
		>
			{children}
		</AriaButton>
	)
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
	/** What it does, for those who can't see the icon. */
	label: string
	className?: string
	children: ReactNode
	ref?: Ref<HTMLButtonElement>
}

export function IconButton({ label, className, children, ...props }: IconButtonProps) {
	return (
		<AriaButton
			{...props}
			aria-label={label}
			className={classNames(
				'grid size-7 flex-none place-items-center rounded-[7px] text-ink-2 data-[hovered]:bg-hover data-[disabled]:opacity-40',
				className,
			)}
		>
			{children}
		</AriaButton>
	)
}
