'use client'
import type { Priority } from '@todo/contract'
import Check from 'lucide-react/icons/check'
import { classNames } from '#lib/class-names.ts'

const tones: Record<Priority, string> = {
	none: 'border-dim',
	low: 'border-low bg-low/9',
	medium: 'border-medium bg-medium/10',
	high: 'border-high bg-high/9',
}
const sizes = {
	row: 'size-[19px] border-[1.75px] max-md:size-[22px]',
	compact: 'size-[17px] border-[1.75px]',
	small: 'size-4 border-[1.5px]',
} as const

export interface CheckCircleProps {
	label: string
	checked: boolean
	priority?: Priority
	size?: keyof typeof sizes
	className?: string
	/** Rows are one stop of the Tab key; what is in them follows the active row. */
	tabIndex?: number
	onChange: (checked: boolean) => void
}

export function CheckCircle({
	label,
	checked,
	priority = 'none',
	size = 'row',
	className,
	tabIndex,
	onChange,
}: CheckCircleProps) {
	return (
		<button
			type="button"
			role="checkbox"
			aria-checked={checked}
			aria-label={label}
			tabIndex={tabIndex}
			onClick={() => onChange(!checked)}
			className={classNames(
				'group/check relative grid flex-none place-items-center rounded-full transition-colors duration-100 before:absolute before:-inset-3',
				checked ? 'border-accent bg-accent text-accent-ink' : tones[priority],
				sizes[size],
				className,
			)}
		>
			<Check
				className={classNames(
					'!size-[63%] !stroke-3',
					checked ? '' : 'text-ink-3 opacity-0 transition-opacity group-hover/check:opacity-100',
				)}
			/>
		</button>
	)
}
