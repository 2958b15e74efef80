'use client'
import type { ReactNode } from 'react'
import X from 'lucide-react/icons/x'
import { classNames } from '#lib/class-names.ts'

const frame =
	'inline-flex h-[26px] items-center gap-1.5 rounded-[7px] border border-line px-[9px] text-[13px] text-ink-2 [&_.lucide]:size-3.5'

/** A small labelled fact; with `onRemove` it can be taken away again. */
export function Chip({
	children,
	removeLabel,
	onRemove,
}: {
	children: ReactNode
	removeLabel?: string
	onRemove?: () => void
}) {
	return (
		<span className={frame}>
			{children}
			{onRemove && (
				<button
					type="button"
					aria-label={removeLabel}
					onClick={onRemove}
					className="relative -me-0.5 grid size-4 place-items-center rounded text-ink-3 before:absolute before:-inset-1.5 hover:text-ink [&_.lucide]:size-3"
				>
					<X />
				</button>
			)}
		</span>
	)
}

/** An example sentence to press. */
export function ExampleButton({ children, onPress }: { children: ReactNode; onPress: () => void }) {
	return (
		<button
			type="button"
			onClick={onPress}
			className="inline-flex min-h-[34px] items-center gap-1.5 rounded-[10px] border border-line bg-surface px-[13px] py-1 text-start text-sm text-ink hover:bg-hover [&_.lucide]:size-3.5 [&_.lucide]:text-accent"
		>
			{children}
		</button>
	)
}

export const chipFrame = classNames(frame, 'hover:bg-hover')
