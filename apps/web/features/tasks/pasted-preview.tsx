'use client'
import type { ParsedTask } from '@todo/language'
import Check from 'lucide-react/icons/check'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { useDateText } from '#lib/use-date-text.ts'
import { Button } from '#ui/button.tsx'
import type { PastedLine } from './pasted-lines.ts'

interface Props {
	lines: PastedLine[]
	parse: (text: string) => ParsedTask | null
	onAdd: () => void
	onAsOne: () => void
}

/** How many lines are shown; the others are counted. */
const shown = 8

/** What several pasted lines would become, before they do. */
export function PastedPreview({ lines, parse, onAdd, onAsOne }: Props) {
	const t = useTranslations('quickAdd')
	const date = useDateText()
	const rows = lines.slice(0, shown).map(({ text, done }) => {
		const parsed = parse(text)
		return { title: parsed?.title || text, done, due: parsed?.due_date ? date?.due(parsed.due_date) : undefined }
	})
	return (
		<div className="mt-2.5">
			<ul aria-label={t('preview')} className="border-t border-line pt-1.5 text-sm">
				{rows.map(({ title, done, due }, n) => (
					<li key={`${n} ${title}`} className="flex min-h-7.5 items-center gap-2.5 px-px">
						<span
							aria-hidden
							className={classNames(
								'grid size-4 flex-none place-items-center rounded-full border-[1.5px]',
								done ? 'border-accent bg-accent text-accent-ink' : 'border-dim',
							)}
						>
							{done && <Check className="!size-[63%] !stroke-3" />}
						</span>
						<span className={classNames('min-w-0 truncate', done && 'text-ink-3 line-through decoration-1')}>
							{title}
						</span>
						{due && <span className="flex-none text-[12.5px] text-ink-3">{due}</span>}
						{done && <span className="flex-none text-[12.5px] text-ink-3">{t('isDone')}</span>}
					</li>
				))}
			</ul>
			{lines.length > shown && (
				<p className="ms-6.5 pt-0.5 text-[12.5px] text-ink-3">{t('more', { count: lines.length - shown })}</p>
			)}
			<div className="mt-2.5 flex flex-wrap items-center gap-2">
				<Button look="primary" autoFocus onPress={onAdd}>
					{t('several', { count: lines.length })}
				</Button>
				<Button onPress={onAsOne}>{t('asOne')}</Button>
			</div>
		</div>
	)
}
