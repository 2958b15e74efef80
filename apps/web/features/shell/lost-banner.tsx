'use client'
import { useEffect } from 'react'
import CloudOff from 'lucide-react/icons/cloud-off'
import { useTranslations } from 'use-intl'
import { useClient, useLost } from '#lib/data/client-context.tsx'
import { useCloseUrgent } from '#ui/toast.tsx'

/** Says that the server is away for as long as it is; what failed meanwhile is old news once it is back. */
export function LostBanner() {
	const t = useTranslations('errors')
	const { reach } = useClient()
	const lost = useLost()
	const closeUrgent = useCloseUrgent()
	useEffect(() => (lost ? closeUrgent : undefined), [lost, closeUrgent])
	useEffect(() => {
		const names = ['online', 'offline']
		names.forEach((name) => addEventListener(name, reach.ask))
		return () => names.forEach((name) => removeEventListener(name, reach.ask))
	}, [reach])
	return (
		<div aria-live="polite" className="sticky top-0 z-20">
			{lost && (
				<p className="flex items-center justify-center gap-2 border-b border-line bg-side px-5 py-1.75 text-[13px] text-ink-2">
					<CloudOff className="!size-[15px]" />
					{t('lost')}
				</p>
			)}
		</div>
	)
}
