'use client'
import { lazy, Suspense, useRef, type ReactNode } from 'react'
import { Button, IconButton } from '#ui/button.tsx'
import { chipFrame } from '#ui/chip.tsx'

const loadPicker = () => import('./due-picker.tsx').then((module) => ({ default: module.DuePicker }))
const DuePicker = lazy(loadPicker)

interface Props {
	label: string
	due: string | null
	/** The zone of a due time that was set in another one than the person's. */
	zone?: string | null
	look?: 'icon' | 'chip' | 'link'
	open: boolean
	onOpenChange: (open: boolean) => void
	onChange: (due: string | null) => void
	tabIndex?: number
	children: ReactNode
}

/** A button that opens the choice of a date. */
export function DueButton({
	label,
	due,
	zone = null,
	look = 'icon',
	open,
	onOpenChange,
	onChange,
	tabIndex,
	children,
}: Props) {
	const trigger = useRef<HTMLButtonElement>(null)
	const props = {
		ref: trigger,
		onPress: () => onOpenChange(true),
		onNear: () => void loadPicker(),
		'aria-haspopup': 'dialog' as const,
		'aria-expanded': open,
		...(tabIndex === undefined ? {} : { tabIndex }),
	}
	return (
		<>
			{look === 'icon' ? (
				<IconButton label={label} {...props}>
					{children}
				</IconButton>
			) : (
				<Button
					look={look === 'link' ? 'link' : 'bare'}
					className={look === 'chip' ? chipFrame : 'border-0 text-[12.5px]'}
					{...props}
				>
					{children}
				</Button>
			)}
			{open && (
				<Suspense>
					<DuePicker
						label={label}
						due={due}
						zone={zone}
						trigger={trigger}
						end={look !== 'chip'}
						onChange={onChange}
						onClose={() => onOpenChange(false)}
					/>
				</Suspense>
			)}
		</>
	)
}
