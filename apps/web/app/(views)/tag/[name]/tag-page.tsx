'use client'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { TagMenuButton } from '#features/lists/menu-buttons.tsx'
import { TagView } from '#features/tasks/tag-view.tsx'
import { useHydrated } from '#lib/use-hydrated.ts'

export function TagPage() {
	const [, , encoded = ''] = usePathname().split('/')
	const name = decodeURIComponent(encoded)
	// The document is one for all tags, so it is empty until the browser reads its address.
	return useHydrated() ? <KnownTag key={name} name={name} /> : null
}

function KnownTag({ name }: { name: string }) {
	const t = useTranslations('views')
	return (
		<>
			<title>{`#${name} · Todo`}</title>
			<TagView name={name} menu={<TagMenuButton name={name} label={t('more')} />} />
		</>
	)
}
