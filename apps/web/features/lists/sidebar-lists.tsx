'use client'
import { lazy, Suspense, useState } from 'react'
import { useRouter } from 'next/navigation'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import { useKnownTags } from '#lib/data/known-tags.ts'
import { useLists } from '#lib/data/queries.ts'
import { ListDot, TagMark } from '#ui/list-dot.tsx'
import { NavButton, NavItem } from '#ui/nav-item.tsx'
import { ListMenuButton, TagMenuButton } from './menu-buttons.tsx'

const ListDialog = lazy(() => import('./list-dialog.tsx').then((module) => ({ default: module.ListDialog })))

interface Props {
	/** What is to be done, by list and by tag. */
	counts: { lists: ReadonlyMap<number, number>; tags: ReadonlyMap<string, number> }
}

const heading =
	'flex items-center justify-between px-2 pt-[18px] pb-1.5 text-[11.5px] font-semibold tracking-[0.04em] text-ink-3 uppercase'

/** The person's lists and tags in the sidebar. */
export function SidebarLists({ counts }: Props) {
	const t = useTranslations('lists')
	const router = useRouter()
	const lists = useLists().toSorted((a, b) => a.position - b.position || a.id - b.id)
	const tags = useKnownTags()
	const [adding, setAdding] = useState(false)
	return (
		<>
			<section aria-labelledby="lists-heading" className="flex flex-col gap-0.5">
				<div className={heading}>
					<h2 id="lists-heading">{t('title')}</h2>
					<button
						type="button"
						aria-label={t('new')}
						onClick={() => setAdding(true)}
						className="relative rounded before:absolute before:-inset-2 hover:text-ink [&_.lucide]:size-[15px]"
					>
						<Plus />
					</button>
				</div>
				{lists.length === 0 && (
					<NavButton stay icon={<Plus className="text-ink-3" />} onPress={() => setAdding(true)}>
						<span className="text-ink-3">{t('new')}</span>
					</NavButton>
				)}
				{lists.map((list) => (
					<NavItem
						key={list.id}
						href={`/list/${list.id}`}
						icon={<ListDot colour={list.colour} />}
						end={counts.lists.get(list.id)}
						menu={<ListMenuButton list={list} />}
					>
						{list.name}
					</NavItem>
				))}
			</section>
			{tags.length > 0 && (
				<section aria-labelledby="tags-heading" className="flex flex-col gap-0.5">
					<div className={heading}>
						<h2 id="tags-heading">{t('tags')}</h2>
					</div>
					{tags.map(({ name, colour }) => (
						<NavItem
							key={name}
							href={`/tag/${encodeURIComponent(name)}`}
							icon={<TagMark colour={colour} />}
							end={counts.tags.get(name)}
							menu={<TagMenuButton name={name} />}
						>
							{name}
						</NavItem>
					))}
				</section>
			)}
			{adding && (
				<Suspense>
					<ListDialog onClose={() => setAdding(false)} onCreated={({ id }) => router.push(`/list/${id}`)} />
				</Suspense>
			)}
		</>
	)
}
