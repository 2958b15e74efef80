'use client'
import { usePathname } from 'next/navigation'
import { useHydrated } from '#lib/use-hydrated.ts'
import { TagView } from '#features/tasks/tag-view.tsx'

export function TagPage() {
	const [, , encoded = ''] = usePathname().split('/')
	const name = decodeURIComponent(encoded)
	// The document is one for all tags, so it is empty until the browser reads its address.
	return useHydrated() ? (
		<>
			<title>{`#${name} · Todo`}</title>
			<TagView key={name} name={name} />
		</>
	) : null
}
