import { Suspense } from 'react'
import { ListPage } from './list-page.tsx'

/** One document stands for every list; which one it is, the browser reads in its address. */
export const dynamicParams = false
export const generateStaticParams = () => [{ id: '_' }]

export default function Page() {
	return (
		<Suspense>
			<ListPage />
		</Suspense>
	)
}
