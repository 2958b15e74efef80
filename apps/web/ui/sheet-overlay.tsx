'use client'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { classNames } from '#lib/class-names.ts'
import type { SheetProps } from './sheet.tsx'

const places = {
	sheet:
		'absolute inset-x-0 bottom-0 max-h-[calc(100dvh-84px)] animate-[slide-up_200ms_ease-out] rounded-t-[20px] md:inset-y-0 md:start-auto md:end-0 md:max-h-none md:w-[min(440px,100vw)] md:animate-[slide-in_180ms_ease-out] md:rounded-none',
	dialog:
		'absolute inset-x-4 top-1/2 mx-auto max-h-[calc(100dvh-48px)] max-w-115 -translate-y-1/2 animate-[appear_140ms_ease-out] rounded-[14px] border border-line',
} as const

export function SheetOverlay({ label, onClose, children, kind = 'sheet', tall = false }: SheetProps) {
	return (
		<ModalOverlay
			isOpen
			isDismissable
			onOpenChange={(open) => {
				if (!open) onClose()
			}}
			className="fixed inset-0 z-40 animate-[fade_160ms_ease-out] bg-[oklch(0_0_0/0.32)]"
		>
			<Modal
				className={classNames(
					'flex flex-col bg-surface text-ink shadow-[0_-8px_40px_oklch(0_0_0/0.18)] outline-none',
					places[kind],
					kind === 'sheet' && tall && 'h-[calc(100dvh-84px)] md:h-auto',
				)}
			>
				{kind === 'sheet' && (
					<div aria-hidden className="mx-auto mt-[9px] h-[4.5px] w-[38px] flex-none rounded-[3px] bg-line md:hidden" />
				)}
				<Dialog aria-label={label} className="flex min-h-0 flex-1 flex-col overflow-auto outline-none">
					{children}
				</Dialog>
			</Modal>
		</ModalOverlay>
	)
}
