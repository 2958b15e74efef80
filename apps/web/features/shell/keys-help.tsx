'use client'
import { useTranslations } from 'use-intl'
import X from 'lucide-react/icons/x'
import { SeldomMessages } from '#lib/seldom-messages.tsx'
import { IconButton } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Sheet } from '#ui/sheet.tsx'

const keys = [
	['add', ['q']],
	['search', ['/']],
	['assistant', ['Ctrl', 'J']],
	['goInbox', ['g', 'i']],
	['goToday', ['g', 't']],
	['goUpcoming', ['g', 'u']],
	['goCompleted', ['g', 'c']],
	['move', ['j', 'k']],
	['open', ['Enter']],
	['complete', ['x']],
	['schedule', ['s']],
	['priority', ['p']],
	['delete', ['Delete']],
	['undo', ['Ctrl', 'Z']],
	['close', ['Esc']],
	['help', ['?']],
] as const

interface Props {
	onClose: () => void
}

/** Every key, in one place. */
export const KeysHelp = (props: Props) => (
	<SeldomMessages>
		<Help {...props} />
	</SeldomMessages>
)

function Help({ onClose }: Props) {
	const t = useTranslations('keys')
	return (
		<Sheet kind="dialog" label={t('title')} onClose={onClose}>
			<div className="p-5">
				<div className="flex items-center justify-between">
					<h2 className="font-[620]">{t('title')}</h2>
					<IconButton label={t('closeHelp')} onPress={onClose}>
						<X />
					</IconButton>
				</div>
				<dl className="mt-2 grid grid-cols-[1fr_auto] gap-y-0.5 text-sm">
					{keys.map(([name, combination]) => (
						<div key={name} className="contents">
							<dt className="border-b border-line py-1.75 text-ink-2">{t(name)}</dt>
							<dd className="flex justify-end gap-1 border-b border-line py-1.75">
								{combination.map((key) => (
									<Kbd key={key}>{key}</Kbd>
								))}
							</dd>
						</div>
					))}
				</dl>
			</div>
		</Sheet>
	)
}
