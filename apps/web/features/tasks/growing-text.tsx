'use client'
import type { Ref } from 'react'
import { classNames } from '#lib/class-names.ts'

interface Props {
	label: string
	value: string
	onChange: (value: string) => void
	onBlur?: () => void
	/** With it, Enter ends the writing instead of starting a line. */
	onEnter?: () => void
	placeholder?: string
	maxLength: number
	className?: string
	ref?: Ref<HTMLTextAreaElement>
}

/** A text that is as high as what stands in it: a twin behind it gives the height. */
export function GrowingText({
	label,
	value,
	onChange,
	onBlur,
	onEnter,
	placeholder,
	maxLength,
	className,
	ref,
}: Props) {
	return (
		<div className={classNames('grid min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap', className)}>
			<span aria-hidden className="invisible col-start-1 row-start-1">
				{`${value || (placeholder ?? '')} `}
			</span>
			<textarea
				ref={ref}
				aria-label={label}
				value={value}
				rows={1}
				maxLength={maxLength}
				placeholder={placeholder}
				onChange={({ target }) => onChange(target.value)}
				onBlur={onBlur}
				onKeyDown={(event) => {
					if (event.key !== 'Enter' || !onEnter || event.nativeEvent.isComposing) return
					event.preventDefault()
					onEnter()
				}}
				className="col-start-1 row-start-1 w-full resize-none overflow-hidden bg-transparent outline-none"
			/>
		</div>
	)
}
