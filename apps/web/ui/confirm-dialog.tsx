'use client'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Sheet } from './sheet.tsx'

interface Props {
	title: string
	text: string
	confirm: string
	onConfirm: () => void
	onClose: () => void
}

/** Asks before what can't be undone. */
export function ConfirmDialog({ title, text, confirm, onConfirm, onClose }: Props) {
	const t = useTranslations('common')
	return (
		<Sheet kind="dialog" label={title} onClose={onClose}>
			<div className="p-5">
				<h2 className="font-[620]">{title}</h2>
				<p className="mt-1.5 text-sm text-ink-2">{text}</p>
				<div className="mt-4 flex flex-wrap justify-end gap-2">
					<Button autoFocus onPress={onClose}>
						{t('cancel')}
					</Button>
					<Button
						look="danger"
						onPress={() => {
							onClose()
							onConfirm()
						}}
					>
						{confirm}
					</Button>
				</div>
			</div>
		</Sheet>
	)
}
