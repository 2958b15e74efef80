'use client'
import { useId, type InputHTMLAttributes, type Ref } from 'react'
import { classNames } from '#lib/class-names.ts'

export const fieldFrame =
	'w-full rounded-lg border border-line bg-surface px-3 py-1.75 text-[15px] text-ink outline-none focus-visible:border-accent focus-visible:ring-2 focus-visible:ring-accent-soft max-md:text-base'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
	label: string
	/** What is wrong with what stands in it. */
	error?: string | undefined
	hint?: string
	/** The label is there for screen readers alone. */
	hideLabel?: boolean
	ref?: Ref<HTMLInputElement>
}

export function TextField({ label, error, hint, hideLabel = false, className, ref, ...props }: Props) {
	const id = useId()
	const said = error ?? hint
	return (
		<div className="flex flex-col gap-1.5">
			<label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-[13.5px] font-[550] text-ink-2'}>
				{label}
			</label>
			<input
				{...props}
				ref={ref}
				id={id}
				aria-invalid={error ? true : undefined}
				aria-describedby={said ? `${id}-said` : undefined}
				className={classNames(fieldFrame, error && 'border-overdue', className)}
			/>
			{said && (
				<p id={`${id}-said`} className={classNames('text-[13px]', error ? 'text-overdue' : 'text-ink-3')}>
					{said}
				</p>
			)}
		</div>
	)
}
