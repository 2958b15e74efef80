import { Suspense } from 'react'
import { TagPage } from './tag-page.tsx'

/** One document stands for every tag; which one it is, the browser reads in its address. */
export const dynamicParams = false
export const generateStaticParams = () => [{ name: '_' }]

export default function Page() {
	return (
		<Suspense>
			<TagPage />
		</Suspense>
	)
}
