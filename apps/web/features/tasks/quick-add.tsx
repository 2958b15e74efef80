'use client'
import { useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { List } from '@todo/contract'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import { usePhone } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { HighlightedText } from './highlighted-text.tsx'
import { QuickAddChips } from './quick-add-chips.tsx'
import { useParsing, type TaskDefaults } from './use-parsed.ts'
import { useWhereabouts } from './use-whereabouts.ts'
import { usePlainSpans } from './use-plain-spans.ts'
import type { TaskActions } from './use-task-actions.ts'

interface Props {
	lists: List[]
	defaults: TaskDefaults
	actions: TaskActions
	autoFocus?: boolean
	/** Called after a task was added; on the phone the sheet stays open for the next one. */
	onAdded?: () => void
}

const maxLength = 1000

/** The line that understands a task as people would say it. Enter adds and stays. */
export function QuickAdd({ lists, defaults, actions, autoFocus = false, onAdded }: Props) {
	const t = useTranslations('quickAdd')
	const [text, setText] = useState('')
	const [several, setSeveral] = useState<string[]>([])
	const field = useRef<HTMLTextAreaElement>(null)
	const plain = usePlainSpans()
	const { parse, toTask, load } = useParsing(lists, defaults)
	const phone = usePhone()
	const sayWhere = useWhereabouts(lists, defaults)
	const parsed = text ? parse(text, plain.spans) : null
	const highlights = parsed?.highlights ?? []

	const change = (value: string) => {
		load()
		plain.follow(text, value)
		setText(value)
	}
	const add = async (lines: string[]) => {
		setText('')
		setSeveral([])
		const spans = lines.length === 1 ? plain.spans : []
		plain.clear()
		field.current?.focus()
		const tasks = await Promise.all(lines.map((line) => toTask(line, spans)))
		if (await actions.add(tasks, sayWhere(tasks))) onAdded?.()
		else setText((now) => now || lines.join(' '))
	}

	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
		const { selectionStart, selectionEnd } = event.currentTarget
		if (event.nativeEvent.isComposing) return
		if (event.key === 'Enter') {
			event.preventDefault()
			if (text.trim()) void add([text])
		} else if (event.key === 'Backspace' && selectionStart === selectionEnd) {
			const behind = highlights.find(({ end }) => end === selectionStart)
			if (!behind) return
			event.preventDefault()
			plain.add(behind)
		} else if (event.key === 'Escape') {
			event.preventDefault()
			if (text) change('')
			else event.currentTarget.blur()
		}
	}

	const onPaste = (event: ClipboardEvent) => {
		const lines = event.clipboardData.getData('text/plain').split(/\r?\n/).map(toLine).filter(Boolean)
		if (lines.length < 2) return
		event.preventDefault()
		load()
		setSeveral(lines.slice(0, 100))
	}

	return (
		<div className="rounded-xl border border-accent-line bg-surface px-3.5 pt-[11px] pb-2.5 shadow-float">
			<div className="flex items-start gap-2.5 text-[15.5px]">
				<Plus className="mt-[2.5px] text-accent" />
				<HighlightedText
					ref={field}
					label={t('label')}
					placeholder={t(phone ? 'placeholderShort' : 'placeholder')}
					text={text}
					highlights={highlights}
					maxLength={maxLength}
					autoFocus={autoFocus}
					onChange={change}
					onPlain={plain.add}
					onKeyDown={onKeyDown}
					onPaste={onPaste}
				/>
			</div>
			{parsed && text.trim() && <QuickAddChips parsed={parsed} onPlain={plain.add} onAdd={() => void add([text])} />}
			{several.length > 0 && (
				<div className="ms-7 mt-2.5 flex flex-wrap items-center gap-2">
					<Button look="primary" autoFocus onPress={() => void add(several)}>
						{t('several', { count: several.length })}
					</Button>
					<Button
						onPress={() => {
							change(`${text}${several.join(' ')}`)
							setSeveral([])
							field.current?.focus()
						}}
					>
						{t('asOne')}
					</Button>
				</div>
			)}
		</div>
	)
}

/** Pasted lists often come with bullets and boxes. */
const toLine = (line: string) => line.replace(/^\s*(?:[-*•]\s+)?(?:\[[ x]?\]\s+)?/i, '').trim()
