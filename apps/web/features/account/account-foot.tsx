'use client'
import { useTranslations } from 'use-intl'
import { usePendingTasks, useUser } from '#lib/data/queries.ts'
import { ViewLink } from '#ui/view-link.tsx'

/** Who is here, at the foot of the sidebar; a guest is offered an account, quietly. */
export function AccountFoot() {
	const t = useTranslations('nav')
	const user = useUser()
	const { data } = usePendingTasks()
	const guest = !user || user.guest
	const name = guest ? t('guest') : user.name || (user.email ?? '')
	return (
		<div className="flex items-center gap-2.5 text-[13px] text-ink-2">
			<span
				aria-hidden
				className="grid size-[26px] flex-none place-items-center rounded-full bg-accent-soft text-xs font-[650] text-accent"
			>
				{name.slice(0, 1).toUpperCase()}
			</span>
			{guest ? (
				<span>
					{name} ·{' '}
					<ViewLink href="/settings" className="rounded font-[550] text-accent hover:underline">
						{t(data?.length ? 'keepTasks' : 'createAccount')}
					</ViewLink>
				</span>
			) : (
				<ViewLink href="/settings" className="min-w-0 flex-1 truncate rounded font-[550] hover:text-ink">
					{name}
				</ViewLink>
			)}
		</div>
	)
}
