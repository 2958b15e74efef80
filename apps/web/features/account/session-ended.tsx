'use client'
import { useTranslations } from 'use-intl'
import { useClient } from '#lib/data/client-context.tsx'
import { SeldomMessages } from '#lib/seldom-messages.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { SignForms } from './sign-forms.tsx'

/** The session is over: sign in over the page, so that nothing typed is lost. */
export const SessionEnded = () => (
	<SeldomMessages>
		<Ended />
	</SeldomMessages>
)

function Ended() {
	const t = useTranslations('account')
	const { continueSession, startAnew } = useClient()
	return (
		<Sheet kind="dialog" label={t('sessionEnded')} onClose={() => startAnew(null, 'signedOut')}>
			<div className="p-5">
				<h2 className="font-[620]">{t('sessionEnded')}</h2>
				<p className="mt-1 mb-4 text-sm text-ink-2">{t('sessionEndedNote')}</p>
				<SignForms start="in" onSignedIn={continueSession} />
			</div>
		</Sheet>
	)
}
