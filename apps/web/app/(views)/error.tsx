'use client'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'

export default function ViewError({ reset }: { reset: () => void }) {
	const t = useTranslations('pages')
	return (
		<div role="alert" className="mx-auto flex max-w-105 flex-col items-start gap-3 px-8 pt-24 max-md:px-5">
			<h1 className="text-[22px] font-[680] tracking-[-0.02em]">{t('error')}</h1>
			<p className="text-ink-2">{t('errorText')}</p>
			<Button look="primary" onPress={reset}>
				{t('retry')}
			</Button>
		</div>
	)
}
