'use client'
import type { ReactNode } from 'react'
import Calendar from 'lucide-react/icons/calendar'
import Check from 'lucide-react/icons/check'
import History from 'lucide-react/icons/history'
import Inbox from 'lucide-react/icons/inbox'
import Plus from 'lucide-react/icons/plus'
import Search from 'lucide-react/icons/search'
import Settings from 'lucide-react/icons/settings'
import Sun from 'lucide-react/icons/sun'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import { ViewLink } from '#ui/view-link.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { FootLink, NavButton, NavItem } from '#ui/nav-item.tsx'

interface Props {
	counts: { inbox: number; today: number }
	/** Lists and tags. */
	lists: ReactNode
	/** Who is here. */
	foot: ReactNode
	onAdd: () => void
	onSearch: () => void
}

export function Sidebar({ counts, lists, foot, onAdd, onSearch }: Props) {
	const t = useTranslations('nav')
	return (
		<nav aria-label={t('label')} className="flex min-h-0 flex-1 flex-col bg-side px-2.5 text-sm">
			<div className="-mx-2.5 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2.5 pt-3.5 pb-4">
				<ViewLink
					href="/"
					className="flex items-center gap-[9px] px-2 pt-1 pb-3 text-[15px] font-[650] tracking-[-0.01em]"
				>
					<span aria-hidden className="grid size-5 place-items-center rounded-md bg-accent text-accent-ink">
						<Check className="!size-[13px] !stroke-3" />
					</span>
					{t('brand')}
				</ViewLink>
				<NavButton strong icon={<Plus />} end={<Kbd>q</Kbd>} onPress={onAdd}>
					{t('add')}
				</NavButton>
				<NavButton icon={<Search />} end={<Kbd>/</Kbd>} onPress={onSearch}>
					{t('search')}
				</NavButton>
				<div className="h-2 flex-none" />
				<NavItem href="/inbox" icon={<Inbox />} end={counts.inbox || undefined}>
					{t('inbox')}
				</NavItem>
				<NavItem href="/" icon={<Sun />} end={counts.today || undefined}>
					{t('today')}
				</NavItem>
				<NavItem href="/upcoming" icon={<Calendar />}>
					{t('upcoming')}
				</NavItem>
				<NavItem href="/completed" icon={<Check />}>
					{t('completed')}
				</NavItem>
				{lists}
			</div>
			<div className="flex-none border-t border-line pt-1.5 pb-3">
				<div className="flex flex-wrap gap-x-0.5">
					<FootLink href="/history" icon={<History />}>
						{t('history')}
					</FootLink>
					<FootLink href="/trash" icon={<Trash />}>
						{t('trash')}
					</FootLink>
					<FootLink href="/settings" icon={<Settings />}>
						{t('settings')}
					</FootLink>
				</div>
				<div className="px-2 pt-2">{foot}</div>
			</div>
		</nav>
	)
}
