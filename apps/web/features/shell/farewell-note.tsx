'use client'
import { useState } from 'react'
import X from 'lucide-react/icons/x'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { useUser } from '#lib/data/queries.ts'
import { IconButton } from '#ui/button.tsx'
import { ViewLink } from '#ui/view-link.tsx'

/** Says to whoever left why the page is empty and where the tasks are, until somebody is here again. */
export function FarewellNote() {
	const t = useTranslations('farewell')
	const common = useTranslations('common')
	const { farewell } = useClient()
	const nobody = useUser() === null
	const [closed, setClosed] = useState(false)
	const said = nobody && !closed ? farewell.read() : null
	const close = () => {
		farewell.forget()
		setClosed(true)
	}
	return (
		<div aria-live="polite">
			{said && (
				<p className="flex items-center justify-center gap-3 border-b border-line bg-side px-5 py-1.75 text-[13px] text-ink-2">
					<span>
						{t(said)}{' '}
						{said === 'signedOut' && (
							<ViewLink href="/settings?sign=in" className="rounded font-[550] text-accent hover:underline">
								{t('signIn')}
							</ViewLink>
						)}
					</span>
					<IconButton label={common('close')} onPress={close}>
						<X />
					</IconButton>
				</p>
			)}
		</div>
	)
}
