'use client'
import { useTranslations } from 'use-intl'
import { Missing } from '#features/shell/missing.tsx'
import { Frame } from './frame.tsx'

/** An address that leads nowhere; everything else of the page stays within reach. */
export default function NotFound() {
	const t = useTranslations('pages')
	return (
		<Frame>
			<Missing title={t('notFound')} text={t('notFoundText')} label={t('home')} href="/" />
		</Frame>
	)
}
