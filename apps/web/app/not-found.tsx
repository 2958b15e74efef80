'use client'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Missing } from '#features/shell/missing.tsx'

// Every view carries this page along; the frame imported here would come with each of them a second time.
const Frame = lazy(() => import('./frame.tsx').then((module) => ({ default: module.Frame })))

/** An address that leads nowhere; everything else of the page stays within reach. */
export default function NotFound() {
	const t = useTranslations('pages')
	return (
		<Suspense>
			<Frame>
				<Missing title={t('notFound')} text={t('notFoundText')} label={t('home')} href="/" />
			</Frame>
		</Suspense>
	)
}
