'use client'
import { usePathname } from 'next/navigation'
import type { List, Section } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { ListMenuButton, SectionMenuButton } from '#features/lists/menu-buttons.tsx'
import { ListView } from '#features/tasks/list-view.tsx'
import { Missing } from '#features/shell/missing.tsx'
import { useLists, useListsReady } from '#lib/data/queries.ts'

export function ListPage() {
	const t = useTranslations('views')
	const id = Number(usePathname().split('/')[2])
	const list = useLists().find((other) => other.id === id)
	const ready = useListsReady()
	if (list) return <KnownList key={list.id} list={list} />
	return ready ? <Missing title={t('listMissing')} label={t('toInbox')} href="/inbox" /> : null
}

const renderSectionMenu = (section: Section) => <SectionMenuButton section={section} />

function KnownList({ list }: { list: List }) {
	const t = useTranslations('views')
	return (
		<>
			<title>{`${list.name} · Todo`}</title>
			<ListView
				list={list}
				title={list.name}
				menu={<ListMenuButton list={list} label={t('more')} />}
				renderSectionMenu={renderSectionMenu}
			/>
		</>
	)
}
