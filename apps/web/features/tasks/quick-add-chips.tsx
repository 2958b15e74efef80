'use client'
import type { ReactNode } from 'react'
import type { Highlight, ParsedTask, Span } from '@todo/language'
import Bell from 'lucide-react/icons/bell'
import CalendarDays from 'lucide-react/icons/calendar'
import Flag from 'lucide-react/icons/flag'
import Folder from 'lucide-react/icons/folder'
import Hash from 'lucide-react/icons/hash'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useTranslations } from 'use-intl'
import { useDateText } from '#lib/use-date-text.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { useReminderText } from './reminder-text.ts'

interface Props {
	parsed: ParsedTask
	onPlain: (span: Span) => void
	onAdd: () => void
}

/** What was understood of the line; taking a chip away makes its words plain text again. */
export function QuickAddChips({ parsed, onPlain, onAdd }: Props) {
	const t = useTranslations('quickAdd')
	const priority = useTranslations('priority')
	const text = useDateText()
	const remind = useReminderText()
	if (!text) return null

	const found = (kind: Highlight['kind']) => parsed.highlights.filter((highlight) => highlight.kind === kind)
	const chip = (kind: Highlight['kind'], icon: ReactNode, label: string, spans = found(kind)) =>
		spans.length > 0 && (
			<Chip key={`${kind} ${label}`} removeLabel={t('plain', { text: label })} onRemove={() => spans.forEach(onPlain)}>
				{icon}
				{label}
			</Chip>
		)

	return (
		<div className="ms-7 mt-[9px] flex flex-wrap items-center gap-1.5">
			{parsed.due_date && chip('due', <CalendarDays />, text.due(parsed.due_date))}
			{parsed.due_date && found('due').length === 0 && (
				<Chip>
					<CalendarDays />
					{text.due(parsed.due_date)}
				</Chip>
			)}
			{parsed.recurrence && chip('recurrence', <RefreshCw />, text.rule(parsed.recurrence))}
			{parsed.priority !== 'none' && chip('priority', <Flag />, priority(parsed.priority))}
			{parsed.reminders.length > 0 &&
				chip('reminder', <Bell />, parsed.reminders.map((minutes_before) => remind({ minutes_before })).join(', '))}
			{parsed.list && chip('list', <Folder />, parsed.list)}
			{parsed.tags.map((tag) =>
				chip(
					'tag',
					<Hash />,
					tag,
					found('tag').filter((highlight) => highlight.text.replace(/^#/, '').toLowerCase() === tag),
				),
			)}
			<button
				type="button"
				onClick={onAdd}
				className="ms-auto rounded px-1 text-[12.5px] text-ink-3 hover:text-ink pointer-coarse:hidden"
			>
				{t('enterAdds')}
			</button>
			<Button look="primary" className="ms-auto !hidden !h-9 px-5 pointer-coarse:!inline-flex" onPress={onAdd}>
				{t('add')}
			</Button>
		</div>
	)
}
