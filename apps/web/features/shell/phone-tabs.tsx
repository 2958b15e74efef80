'use client'
import type { ReactNode } from 'react'
import Calendar from 'lucide-react/icons/calendar'
import Menu from 'lucide-react/icons/menu'
import Plus from 'lucide-react/icons/plus'
import Sparkles from 'lucide-react/icons/sparkles'
import Sun from 'lucide-react/icons/sun'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { ViewLink } from '#ui/view-link.tsx'

interface Props {
	onAdd: () => void
	onAssistant: () => void
	onBrowse: () => void
}

const tab = 'grid min-w-0 justify-items-center gap-0.5 rounded-lg py-0.5 text-[11px] [&_.lucide]:size-[22px]'

/** The five things at the bottom of the phone. */
export function PhoneTabs({ onAdd, onAssistant, onBrowse }: Props) {
	const t = useTranslations('nav')
	return (
		<nav
			aria-label={t('label')}
			className="grid flex-none grid-cols-[1fr_1fr_64px_1fr_1fr] items-center border-t border-line bg-surface px-2 pt-[7px] pb-[max(20px,env(safe-area-inset-bottom))] text-ink-3 md:hidden"
		>
			<TabLink href="/" icon={<Sun />} label={t('today')} />
			<TabLink href="/upcoming" icon={<Calendar />} label={t('upcoming')} />
			<button
				type="button"
				aria-label={t('add')}
				onClick={onAdd}
				className="mx-auto grid size-12 place-items-center rounded-2xl bg-accent text-accent-ink"
			>
				<Plus className="!size-6 !stroke-[2.25]" />
			</button>
			<button type="button" onClick={onAssistant} className={tab}>
				<Sparkles />
				{t('assistant')}
			</button>
			<button type="button" onClick={onBrowse} className={tab}>
				<Menu />
				{t('browse')}
			</button>
		</nav>
	)
}

function TabLink({ href, icon, label }: { href: Route; icon: ReactNode; label: string }) {
	const here = usePathname() === href
	return (
		<ViewLink
			href={href}
			aria-current={here ? 'page' : undefined}
			className={classNames(tab, here && 'font-semibold text-accent')}
		>
			{icon}
			{label}
		</ViewLink>
	)
}
