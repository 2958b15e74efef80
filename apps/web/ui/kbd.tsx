import type { ReactNode } from 'react'

/** A key to press; not shown where fingers do. */
export function Kbd({ children }: { children: ReactNode }) {
	return (
		<kbd className="rounded-[5px] border border-line bg-surface px-[5px] py-[3px] font-sans text-[11px] leading-none font-medium text-ink-3 pointer-coarse:hidden">
			{children}
		</kbd>
	)
}
