'use client'
import type { Priority } from '@todo/contract'
import Flag from 'lucide-react/icons/flag'
import { useTranslations } from 'use-intl'
import type { MenuItem } from '#ui/menu.tsx'

export const priorities = ['high', 'medium', 'low', 'none'] as const satisfies Priority[]
const colours: Record<Priority, string> = {
	high: 'text-high',
	medium: 'text-medium',
	low: 'text-low',
	none: 'text-ink-3',
}

export const isPriority = (id: string): id is Priority => priorities.some((name) => name === id)

export function usePriorityItems(chosen: Priority): { label: string; items: MenuItem[] } {
	const t = useTranslations('priority')
	const items = priorities.map((id, n) => ({
		id,
		label: t(id),
		hint: `p${n + 1}`,
		chosen: id === chosen,
		icon: <Flag className={colours[id]} />,
	}))
	return { label: t('label'), items }
}
