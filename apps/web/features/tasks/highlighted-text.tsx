'use client'
import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from 'react'
import type { Highlight, Span } from '@todo/language'

interface Props {
	label: string
	placeholder: string
	text: string
	highlights: readonly Highlight[]
	maxLength: number
	autoFocus: boolean
	onChange: (text: string) => void
	/** A click on a highlight: it shall be plain text. */
	onPlain: (span: Span) => void
	onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
	onPaste: (event: ClipboardEvent) => void
	ref?: Ref<HTMLTextAreaElement>
}

/** A field whose understood words are marked: a twin of the text lies behind it and gives the marks and the height. */
export function HighlightedText({
	label,
	placeholder,
	text,
	highlights,
	maxLength,
	autoFocus,
	onChange,
	onPlain,
	onKeyDown,
	onPaste,
	ref,
}: Props) {
	return (
		<div className="grid min-w-0 flex-1 [overflow-wrap:anywhere] whitespace-pre-wrap">
			<div aria-hidden className="pointer-events-none col-start-1 row-start-1 text-transparent">
				{mark(text, highlights)}{' '}
			</div>
			<textarea
				ref={ref}
				data-quick-add=""
				aria-label={label}
				placeholder={placeholder}
				value={text}
				rows={1}
				maxLength={maxLength}
				// The page opens with the cursor where a task is written (UI.md).
				autoFocus={autoFocus}
				autoComplete="off"
				enterKeyHint="done"
				onChange={({ target }) => onChange(target.value)}
				onClick={({ currentTarget: { selectionStart, selectionEnd } }) => {
					const hit = highlights.find(
						({ start, end }) => selectionStart === selectionEnd && start < selectionStart && selectionStart < end,
					)
					if (hit) onPlain(hit)
				}}
				onKeyDown={onKeyDown}
				onPaste={onPaste}
				className="relative col-start-1 row-start-1 w-full resize-none overflow-hidden bg-transparent caret-accent outline-none placeholder:truncate"
			/>
		</div>
	)
}

function mark(text: string, highlights: readonly Highlight[]): ReactNode[] {
	const parts: ReactNode[] = []
	let at = 0
	for (const { start, end } of highlights) {
		if (start < at) continue
		parts.push(text.slice(at, start))
		// A shadow instead of padding: the marks must not move the letters away from those in front of them.
		parts.push(
			<mark key={start} className="rounded-[3px] bg-mark py-px text-transparent shadow-[0_0_0_1px_var(--mark)]">
				{text.slice(start, end)}
			</mark>,
		)
		at = end
	}
	return [...parts, text.slice(at)]
}
