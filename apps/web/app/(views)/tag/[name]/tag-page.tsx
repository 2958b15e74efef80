'use client'
import { usePathname } from 'next/navigation'
import { TagView } from '#features/tasks/tag-view.tsx'

export function TagPage() {
	const [, , encoded = ''] = usePathname().split('/')
	const name = decodeURIComponent(encoded)
	return name === '_' ? null : (
		<>
			<title>{`#${name} · Todo`}</title>
			<TagView key={name} name={name} />
		</>
	)
}
