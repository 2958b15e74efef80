'use client'
import { isValidElement, type ReactElement, type ReactNode } from 'react'
import ArrowDownWideNarrow from 'lucide-react/icons/arrow-down-wide-narrow'
import Ellipsis from 'lucide-react/icons/ellipsis'
import { useTranslations } from 'use-intl'
import { MenuButton, type MenuItem } from '#ui/menu.tsx'
import { isSorting, sortings, type Sorting } from './selectors.ts'

/** What the view's menu holds, or its button where that is made elsewhere. */
export type ViewMenu = { items: MenuItem[]; onAction: (id: string) => void } | ReactElement

interface Props {
	title: ReactNode
	/** Quiet words beside the title; short for the phone. */
	note?: string | undefined
	shortNote?: string | undefined
	sorting?: [Sorting, (sorting: Sorting) => void]
	menu?: ViewMenu | undefined
	children: ReactNode
}

/** Title, sorting and menu of a view, and the column its rows stand in. */
export function ViewFrame({ title, note, shortNote = note, sorting, menu, children }: Props) {
	const t = useTranslations('views')
	return (
		<>
			<header className="mx-auto flex w-full max-w-[824px] items-baseline gap-3 px-8 pt-6.5 max-md:px-5 max-md:pt-[18px]">
				<h1 className="min-w-0 text-[22px] font-[680] tracking-[-0.02em] [overflow-wrap:anywhere]">{title}</h1>
				<p className="min-w-0 flex-1 text-sm text-ink-3">
					<span className="max-md:hidden">{note}</span>
					<span className="md:hidden">{shortNote}</span>
				</p>
				<div className="-my-2 -me-1.5 flex gap-1 self-center text-ink-3">
					{sorting && <SortMenu sorting={sorting} />}
					{isValidElement(menu)
						? menu
						: menu && (
								<MenuButton look="icon" label={t('more')} {...menu}>
									<Ellipsis />
								</MenuButton>
							)}
				</div>
			</header>
			<div className="mx-auto w-full max-w-[824px] px-8 pt-3.5 pb-24 max-md:px-5 max-md:pt-2">{children}</div>
		</>
	)
}

function SortMenu({ sorting: [sorting, onChange] }: { sorting: [Sorting, (sorting: Sorting) => void] }) {
	const t = useTranslations('views')
	const items = sortings.map((id) => ({ id, label: t(`sort.${id}`), chosen: id === sorting }))
	return (
		<MenuButton look="icon" label={t('sortBy')} items={items} onAction={(id) => isSorting(id) && onChange(id)}>
			<ArrowDownWideNarrow />
		</MenuButton>
	)
}
