'use client'
import { useMemo } from 'react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { useLists } from '#lib/data/queries.ts'
import { useNow } from '#lib/use-now.ts'
import { Sheet } from '#ui/sheet.tsx'
import { QuickAdd } from './quick-add.tsx'
import { useTaskActions } from './use-task-actions.ts'

/** Quick add over any view: the phone's plus, and `q` where a view has no line of its own. */
export function QuickAddSheet({ onClose }: { onClose: () => void }) {
	const t = useTranslations('quickAdd')
	const lists = useLists()
	const actions = useTaskActions()
	const path = usePathname()
	const now = useNow()
	const defaults = useMemo(() => {
		const [, view, key = ''] = path.split('/')
		if (view === 'list') return { list_id: Number(key) }
		if (view === 'tag') return { tags: [decodeURIComponent(key)] }
		return path === '/' && now ? { due_date: now.today } : {}
	}, [path, now])
	return (
		<Sheet label={t('label')} onClose={onClose}>
			<div className="p-4 pb-6">
				<QuickAdd autoFocus lists={lists} defaults={defaults} actions={actions} />
			</div>
		</Sheet>
	)
}
