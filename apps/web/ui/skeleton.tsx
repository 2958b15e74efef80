/** Rows that are on their way; they show only after a moment, so that quick answers don't flash. */
export function RowSkeletons({ label, count = 4 }: { label: string; count?: number }) {
	return (
		<output aria-label={label} className="block animate-[late_150ms_step-end]">
			{Array.from({ length: count }, (_, n) => (
				<div key={n} className="flex min-h-(--row) items-start gap-[11px] py-[11px]">
					<span className="size-[19px] rounded-full bg-hover" />
					<span className="mt-1 h-3.5 rounded bg-hover" style={{ width: `${62 - ((n * 17) % 40)}%` }} />
				</div>
			))}
		</output>
	)
}
