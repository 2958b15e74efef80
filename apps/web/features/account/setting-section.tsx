import { useId, type ReactNode } from 'react'

export function SettingSection({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
	const id = useId()
	return (
		<section aria-labelledby={id} className="border-t border-line py-6 first:border-0 first:pt-2">
			<h2 id={id} className="text-[15px] font-[620]">
				{title}
			</h2>
			{note && <p className="mt-1 text-sm text-ink-2">{note}</p>}
			<div className="mt-4 flex flex-col gap-4">{children}</div>
		</section>
	)
}

export function SettingSelect({
	label,
	value,
	options,
	onChange,
}: {
	label: string
	value: string
	options: { value: string; label: string }[]
	onChange: (value: string) => void
}) {
	const id = useId()
	return (
		<div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
			<label htmlFor={id} className="text-sm text-ink-2">
				{label}
			</label>
			<select
				id={id}
				value={value}
				onChange={({ target }) => onChange(target.value)}
				className="w-60 max-w-full rounded-lg border border-line bg-surface px-2.5 py-1.75 text-sm text-ink"
			>
				{options.map((option) => (
					<option key={option.value} value={option.value}>
						{option.label}
					</option>
				))}
			</select>
		</div>
	)
}
