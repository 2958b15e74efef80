'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { SettingSelect } from './setting-section.tsx'

export interface WantedKey {
	name: string
	scopes: ('tasks:read' | 'tasks:write' | 'tasks:delete')[]
	expires_in_days: number | null
}

/** How long a key is good for, in days. */
const terms = [
	{ name: 'days30', days: 30 },
	{ name: 'days90', days: 90 },
	{ name: 'days365', days: 365 },
	{ name: 'never', days: null },
] as const

/** What the next key is called, may do, and how long it is good for. */
export function NewKey({ onMake }: { onMake: (key: WantedKey) => void }) {
	const t = useTranslations('apiKeys')
	const [name, setName] = useState('')
	const [writes, setWrites] = useState(true)
	const [deletes, setDeletes] = useState(false)
	const [term, setTerm] = useState<(typeof terms)[number]['name']>('days90')

	const make = () => {
		if (name.trim() === '') return
		onMake({
			name: name.trim(),
			scopes: [
				'tasks:read',
				...(writes ? ['tasks:write' as const] : []),
				...(deletes ? ['tasks:delete' as const] : []),
			],
			expires_in_days: terms.find((one) => one.name === term)?.days ?? null,
		})
		setName('')
	}
	const box = (label: string, checked: boolean, set: (value: boolean) => void) => (
		<label className="flex items-center gap-2 text-sm">
			<input
				type="checkbox"
				checked={checked}
				onChange={({ target }) => set(target.checked)}
				className="size-4 accent-accent"
			/>
			{label}
		</label>
	)

	return (
		<form
			className="flex flex-col gap-3.5"
			onSubmit={(event) => {
				event.preventDefault()
				make()
			}}
		>
			<div className="max-w-100">
				<TextField
					label={t('name')}
					hint={t('nameHint')}
					maxLength={100}
					value={name}
					autoComplete="off"
					onChange={({ target }) => setName(target.value)}
				/>
			</div>
			{box(t('writes'), writes, setWrites)}
			{box(t('deletes'), deletes, setDeletes)}
			<SettingSelect
				label={t('term')}
				value={term}
				options={terms.map((one) => ({ value: one.name, label: t(`terms.${one.name}`) }))}
				onChange={(value) => setTerm(terms.find((one) => one.name === value)?.name ?? 'days90')}
			/>
			<div>
				<Button type="submit" disabled={name.trim() === ''}>
					{t('make')}
				</Button>
			</div>
		</form>
	)
}
