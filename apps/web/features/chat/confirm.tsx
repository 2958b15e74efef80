'use client'
import type { Confirmation, Suggestion } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'

interface Props {
	confirmation: Confirmation
	/** The server's own words for yes and no, where it sent them. */
	suggestions: Suggestion[]
	/** Absent where the conversation has moved on. */
	onAnswer: ((message: string) => void) | undefined
}

/** A question that must be answered before anything happens. */
export function Confirm({ confirmation, suggestions, onAnswer }: Props) {
	const t = useTranslations('assistant')
	const answers =
		suggestions.length > 0
			? suggestions
			: [
					{ label: t('yes'), message: 'yes' },
					{ label: t('no'), message: 'no' },
				]
	const [title = '', ...lines] = confirmation.text.split('\n').filter(Boolean)
	return (
		<section aria-label={title} className="rounded-[11px] border border-line px-3.5 py-3">
			<p className="font-[550]">{title}</p>
			{lines.length > 0 && (
				<ul className="mt-1.5 list-disc ps-[18px] text-[13.5px] text-ink-2">
					{lines.map((line) => (
						<li key={line}>{line.replace(/^[-•]\s*/, '')}</li>
					))}
				</ul>
			)}
			{confirmation.status === 'pending' && onAnswer ? (
				<div className="mt-3 flex flex-wrap gap-2">
					{answers.map(({ label, message }, n) => (
						<Button key={label} look={n === 0 ? 'danger' : 'secondary'} onPress={() => onAnswer(message)}>
							{label}
						</Button>
					))}
				</div>
			) : (
				<p className="mt-2 text-[13px] text-ink-3">{t(`confirmation.${confirmation.status}`)}</p>
			)}
		</section>
	)
}
