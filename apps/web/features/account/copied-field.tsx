'use client'
import { useState, type ReactNode } from 'react'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'
import { fieldFrame } from '#ui/text-field.tsx'
import { useToast } from '#ui/toast.tsx'

interface Props {
	label: string
	value: string
	/** Other buttons beside the one that copies. */
	children?: ReactNode
}

/** Something to be copied elsewhere: it can be marked, and copied by a button. */
export function CopiedField({ label, value, children }: Props) {
	const t = useTranslations('copying')
	const toast = useToast()
	const [copied, setCopied] = useState<string>()
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(value)
			setCopied(value)
		} catch {
			// Without https a browser gives no page its clipboard.
			toast({ text: t('failed'), urgent: true })
		}
	}
	return (
		<>
			<label className="flex flex-col gap-1.5 text-[13.5px] font-[550] text-ink-2">
				{label}
				<input readOnly value={value} onFocus={({ target }) => target.select()} className={fieldFrame} />
			</label>
			<div className="flex flex-wrap gap-2">
				<Button look="primary" className="[&_.lucide]:size-4" onPress={() => void copy()}>
					{copied === value ? <Check /> : <Copy />}
					<span aria-live="polite">{t(copied === value ? 'copied' : 'copy')}</span>
				</Button>
				{children}
			</div>
		</>
	)
}
