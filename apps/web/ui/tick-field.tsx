import type { ReactNode } from 'react'

/** One thing that is so or not, in a form. */
export function TickField({
	checked,
	onChange,
	children,
}: {
	checked: boolean
	onChange: (checked: boolean) => void
	children: ReactNode
}) {
	return (
		<label className="flex items-center gap-2.5 text-sm text-ink-2">
			<input
				type="checkbox"
				checked={checked}
				onChange={({ target }) => onChange(target.checked)}
				className="size-4 flex-none accent-accent"
			/>
			{children}
		</label>
	)
}
