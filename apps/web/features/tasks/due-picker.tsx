'use client'
import type { RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { usePhone } from '#lib/use-media.ts'
import { PopoverBox } from '#ui/popover-box.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { DueChoices, type DueChoicesProps } from './due-choices.tsx'

interface Props extends DueChoicesProps {
	trigger: RefObject<HTMLElement | null>
	/** Lines up with the end of what it belongs to. */
	end: boolean
}

/** The choice of a date: beside its button, on the phone a sheet. */
export function DuePicker({ trigger, end, ...choices }: Props) {
	const { label, onClose } = choices
	if (usePhone())
		return (
			<Sheet label={label} onClose={onClose}>
				<div className="px-3 pt-1 pb-[max(16px,env(safe-area-inset-bottom))]">
					<DueChoices {...choices} />
				</div>
			</Sheet>
		)
	return (
		<PopoverBox end={end} trigger={trigger} onClose={onClose} className="w-66 p-1">
			<Dialog aria-label={label} className="outline-none">
				<DueChoices {...choices} />
			</Dialog>
		</PopoverBox>
	)
}
