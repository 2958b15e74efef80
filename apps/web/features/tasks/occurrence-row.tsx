'use client'
import type { Completion } from '@todo/contract'
import Check from 'lucide-react/icons/check'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useTranslations } from 'use-intl'
import { useDateText } from '#lib/use-date-text.ts'
import { CheckCircle } from '#ui/check-circle.tsx'

interface Props {
	completion: Completion
	/** None: a later one is done, too, and would have to be reopened first. */
	onReopen?: (() => void) | undefined
}

/** One finished occurrence of a task that goes on. */
export function OccurrenceRow({ completion: { title, due_date }, onReopen }: Props) {
	const t = useTranslations('views')
	const text = useDateText()
	return (
		<li className="relative -mx-2 flex min-h-(--row) items-start gap-[11px] rounded-[9px] px-2 pt-[11px] pb-2.5 before:absolute before:inset-x-2 before:-top-[0.5px] before:start-[37px] before:h-px before:bg-line first:before:hidden max-md:pt-[13px] max-md:pb-3">
			{onReopen ? (
				<CheckCircle label={t('reopenOccurrence', { title })} checked className="mt-[1.5px]" onChange={onReopen} />
			) : (
				<span
					aria-hidden
					className="mt-[1.5px] grid size-[19px] flex-none place-items-center rounded-full bg-accent/55 max-md:size-[22px]"
				>
					<Check className="!size-[63%] !stroke-3 text-accent-ink" />
				</span>
			)}
			<div className="min-w-0 flex-1">
				<span className="block font-[450] [overflow-wrap:anywhere] text-ink-3 line-through decoration-1">{title}</span>
				<span className="mt-0.5 flex items-center gap-1 text-[12.5px] text-ink-3 [&_.lucide]:size-[13px]">
					<RefreshCw />
					{due_date && text ? text.due(due_date) : t('repeating')}
				</span>
			</div>
		</li>
	)
}
