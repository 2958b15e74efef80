'use client'
import { useRouter } from 'next/navigation'
import CheckCheck from 'lucide-react/icons/check-check'
import History from 'lucide-react/icons/history'
import Settings from 'lucide-react/icons/settings'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'

const targets = { completed: '/completed', history: '/history', trash: '/trash', settings: '/settings' } as const
const isTarget = (id: string): id is keyof typeof targets => id in targets

/** The menu that the plain views share: ways to what is not in the sidebar. */
export function useViewMenu() {
	const t = useTranslations('nav')
	const router = useRouter()
	return {
		items: [
			{ id: 'completed', label: t('completed'), icon: <CheckCheck /> },
			{ id: 'history', label: t('history'), icon: <History /> },
			{ id: 'trash', label: t('trash'), icon: <Trash /> },
			{ id: 'settings', label: t('settings'), icon: <Settings /> },
		],
		onAction: (id: string) => isTarget(id) && router.push(targets[id]),
	}
}
