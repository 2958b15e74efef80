'use client'
import { lazy, Suspense, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { List } from '@todo/contract'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import { usePhone } from '#lib/use-media.ts'
import { HighlightedText } from './highlighted-text.tsx'
import { readPastedLines, type PastedLine } from './pasted-lines.ts'
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

/** What is shown of a line goes without where it can't be loaded: a task can still be written. */
const nothing = { default: () => null }
const QuickAddChips = lazy(() =>
	import('./quick-add-chips.tsx').then(
		(module) => ({ default: module.QuickAddChips }),
		() => nothing,
	),
)
const PastedPreview = lazy(() => import('./pasted-preview.tsx').then((module) => ({ default: module.PastedPreview })))

/** The line that understands a task as people would say it. Enter adds and stays. */
export function QuickAdd({ lists, defaults, actions, autoFocus = false, onAdded }: Props) {
	const t = useTranslations('quickAdd')
	const [text, setText] = useState('')
	const [several, setSeveral] = useState<PastedLine[]>([])
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
	const add = async (lines: PastedLine[]) => {
		setText('')
		setSeveral([])
		const spans = lines.length === 1 ? plain.spans : []
		plain.clear()
		field.current?.focus()
		const tasks = await Promise.all(
			lines.map(async (line) => ({ ...(await toTask(line.text, spans)), ...(line.done ? { completed: true } : {}) })),
		)
		if (await actions.add(tasks, sayWhere(tasks), t('added', { title: tasks[0]?.title ?? '' }))) onAdded?.()
		else setText((now) => now || toOne(lines))
	}

	const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
		const { selectionStart, selectionEnd } = event.currentTarget
		if (event.nativeEvent.isComposing) return
		if (event.key === 'Enter') {
			event.preventDefault()
			if (text.trim()) void add([{ text, done: false }])
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
		const lines = readPastedLines(event.clipboardData.getData('text/plain'))
		if (lines.length === 0) return
		event.preventDefault()
		load()
		setSeveral(lines)
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
			<Suspense>
				{parsed && text.trim() && (
					<QuickAddChips parsed={parsed} onPlain={plain.add} onAdd={() => void add([{ text, done: false }])} />
				)}
				{several.length > 0 && (
					<PastedPreview
						lines={several}
						parse={parse}
						onAdd={() => void add(several)}
						onAsOne={() => {
							change(`${text}${toOne(several)}`)
							setSeveral([])
							field.current?.focus()
						}}
					/>
				)}
			</Suspense>
		</div>
	)
}

const toOne = (lines: PastedLine[]) => lines.map(({ text }) => text).join(' ')
