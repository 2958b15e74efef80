'use client'
import { useState } from 'react'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Square from 'lucide-react/icons/square'
import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { IconButton } from '#ui/button.tsx'

interface Props {
	busy: boolean
	autoFocus: boolean
	/** What stands here at first: a message that is said otherwise. */
	initial?: string
	onSend: (text: string) => void
	/** Ends what is being answered; absent where that is not known yet. */
	onStop: (() => void) | undefined
	/** Leaves the message as it was. */
	onCancel?: (() => void) | undefined
}

/** Enter sends, Shift and Enter start a line. */
export function ChatComposer({ busy, autoFocus, initial = '', onSend, onStop, onCancel }: Props) {
	const t = useTranslations('assistant')
	const [text, setText] = useState(initial)

	const send = () => {
		const message = text.trim()
		if (!message || busy) return
		setText('')
		onSend(message)
	}

	return (
		<form
			onSubmit={(event) => {
				event.preventDefault()
				send()
			}}
			className="mx-3.5 mt-2.5 mb-3.5 flex flex-none items-end gap-2 rounded-[13px] border border-line bg-ground py-2 ps-3.5 pe-2 focus-within:border-accent-line"
		>
			<div className="grid max-h-40 min-w-0 flex-1 overflow-y-auto py-1 [overflow-wrap:anywhere] whitespace-pre-wrap max-md:text-base">
				<span aria-hidden className="invisible col-start-1 row-start-1">{`${text} `}</span>
				<textarea
					data-say=""
					aria-label={t('say')}
					placeholder={t('say')}
					value={text}
					rows={1}
					maxLength={8000}
					// In a sheet, opened to write in.
					autoFocus={autoFocus}
					onChange={({ target }) => setText(target.value)}
					onKeyDown={(event) => {
						if (event.key === 'Escape' && onCancel) {
							event.stopPropagation()
							onCancel()
						}
						if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
						event.preventDefault()
						send()
					}}
					className="col-start-1 row-start-1 w-full resize-none overflow-hidden bg-transparent outline-none"
				/>
			</div>
			{onCancel && (
				<IconButton label={t('cancelEdit')} className="size-8" onPress={onCancel}>
					<X className="!size-4" />
				</IconButton>
			)}
			{busy && onStop ? (
				<button
					type="button"
					aria-label={t('stop')}
					onClick={onStop}
					className="grid size-8 flex-none place-items-center rounded-[9px] border border-line text-ink"
				>
					<Square className="!size-3.5 fill-current" />
				</button>
			) : (
				<button
					type="submit"
					aria-label={t('send')}
					disabled={busy}
					className="grid size-8 flex-none place-items-center rounded-[9px] bg-accent text-accent-ink disabled:opacity-50"
				>
					<ArrowUp />
				</button>
			)}
		</form>
	)
}
