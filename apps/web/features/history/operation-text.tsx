'use client'
import { useTranslations } from 'use-intl'
import type { Change } from '@todo/contract'
import { useChangeText } from './use-change-text.ts'
import { keyOfSubject, toSubject, type Subject } from './use-names.ts'

interface Props {
	/** Everything that was done together. */
	changes: readonly Change[]
	/** How many changes of it are not among them. */
	left: number
	nameOf: (subject: Subject) => string | undefined
}

/** So many different things of one operation are told, and so many names of each. */
const mostLines = 4
const mostNames = 3

/** What an operation did: whatever it did to several things alike is told once. */
export function OperationText({ changes, left, nameOf }: Props) {
	const t = useTranslations('history')
	const sayChange = useChangeText()

	const bySubject = Map.groupBy(
		changes.toSorted((a, b) => a.n - b.n),
		(change) => keyOfSubject(toSubject(change)),
	)
	const told = [...bySubject.values()].flatMap((group) => {
		const [first] = group
		if (!first) return []
		const subject = toSubject(first)
		const phrases = new Set(group.flatMap((change) => sayChange(change, nameOf)))
		return [{ name: nameOf(subject) ?? t(`entities.${subject.entity}`), text: [...phrases].join(' · ') }]
	})
	const lines = [...Map.groupBy(told, ({ text }) => text)]
	const untold = lines.slice(mostLines).reduce((sum, [, group]) => sum + group.length, 0)
	// One change to each of many, all alike: the rest of them is the same.
	const even = lines.length === 1 && bySubject.size === changes.length

	return (
		<>
			{lines.slice(0, mostLines).map(([text, group]) => {
				const unnamed = group.length - mostNames + (even ? left : 0)
				const names = group.slice(0, mostNames).map(({ name }) => name)
				return (
					<div key={text}>
						<span className="font-[560]">
							{names.join(', ')}
							{unnamed > 0 && ` ${t('more', { count: unnamed })}`}
						</span>
						<span className="block text-sm text-ink-2">{text}</span>
					</div>
				)
			})}
			{untold > 0 && <p className="text-sm text-ink-2">{t('more', { count: untold })}</p>}
			{left > 0 && !even && <p className="text-sm text-ink-2">{t('moreChanges', { count: left })}</p>}
		</>
	)
}
