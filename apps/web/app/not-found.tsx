'use client'
import { useTranslations } from 'use-intl'
import { Missing } from '#features/shell/missing.tsx'

export default function NotFound() {
	const t = useTranslations('pages')
	return (
		<main>
			<Missing title={t('notFound')} text={t('notFoundText')} label={t('home')} href="/" />
		</main>
	)
}
