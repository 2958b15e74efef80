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

/** A checkbox drawn as a circle in the colour of its priority, with a reach larger than what is seen. */
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
		<label className={classNames('group/check relative grid flex-none before:absolute before:-inset-3', className)}>
			<input
				type="checkbox"
				aria-label={label}
				checked={checked}
				tabIndex={tabIndex}
				onChange={({ target }) => onChange(target.checked)}
				className={classNames(
					'relative col-start-1 row-start-1 appearance-none rounded-full transition-colors duration-100',
					checked ? 'border-accent bg-accent' : tones[priority],
					sizes[size],
				)}
			/>
			<Check
				className={classNames(
					'pointer-events-none relative col-start-1 row-start-1 !size-[63%] place-self-center !stroke-3',
					checked ? 'text-accent-ink' : 'text-ink-3 opacity-0 transition-opacity group-hover/check:opacity-100',
				)}
			/>
		</label>
	)
}
