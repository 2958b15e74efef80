'use client'
import { lazy, Suspense, useState } from 'react'
import { useRouter } from 'next/navigation'
import type { List } from '@todo/contract'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import { useKnownTags, type KnownTag } from '#lib/data/known-tags.ts'
import { useLists } from '#lib/data/queries.ts'
import { ListDot, TagMark } from '#ui/list-dot.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { NavButton, NavItem } from '#ui/nav-item.tsx'
import { useListMenu } from './use-list-menu.tsx'
import { useTagMenu } from './use-tag-menu.tsx'

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
					<ListLine key={list.id} list={list} count={counts.lists.get(list.id)} />
				))}
			</section>
			{tags.length > 0 && (
				<section aria-labelledby="tags-heading" className="flex flex-col gap-0.5">
					<div className={heading}>
						<h2 id="tags-heading">{t('tags')}</h2>
					</div>
					{tags.map((tag) => (
						<TagLine key={tag.name} tag={tag} count={counts.tags.get(tag.name)} />
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

function ListLine({ list, count }: { list: List; count: number | undefined }) {
	const t = useTranslations('lists')
	const { menu, dialog } = useListMenu(list)
	return (
		<>
			<NavItem
				href={`/list/${list.id}`}
				icon={<ListDot colour={list.colour} />}
				end={count}
				menu={
					<MenuButton look="icon" label={t('more', { name: list.name })} {...menu}>
						<Ellipsis />
					</MenuButton>
				}
			>
				{list.name}
			</NavItem>
			{dialog}
		</>
	)
}

function TagLine({ tag, count }: { tag: KnownTag; count: number | undefined }) {
	const t = useTranslations('lists')
	const { menu, dialog } = useTagMenu(tag.name)
	return (
		<>
			<NavItem
				href={`/tag/${encodeURIComponent(tag.name)}`}
				icon={<TagMark colour={tag.colour} />}
				end={count}
				menu={
					<MenuButton look="icon" label={t('more', { name: `#${tag.name}` })} {...menu}>
						<Ellipsis />
					</MenuButton>
				}
			>
				{tag.name}
			</NavItem>
			{dialog}
		</>
	)
}
