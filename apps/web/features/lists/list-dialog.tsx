'use client'
import { useState } from 'react'
import type { Colour, List } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { Button } from '#ui/button.tsx'
import { colours, ListDot } from '#ui/list-dot.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useListActions } from './use-list-actions.ts'

interface Props {
	/** The list to change; none: a new one. */
	list?: List
	onClose: () => void
	onCreated?: (list: List) => void
}

/** Name and colour of a list. */
export function ListDialog({ list, onClose, onCreated }: Props) {
	const t = useTranslations('lists')
	const colourNames = useTranslations('colours')
	const { create, update } = useListActions()
	const [name, setName] = useState(list?.name ?? '')
	const [colour, setColour] = useState<Colour>(list?.colour ?? 'teal')
	const [error, setError] = useState<string>()
	const title = t(list ? 'edit' : 'new')

	const save = async () => {
		const trimmed = name.trim()
		if (!trimmed) return setError(t('nameMissing'))
		if (list) {
			onClose()
			return void update(list, { name: trimmed, colour })
		}
		const made = await create({ name: trimmed, colour })
		if (!made) return
		onClose()
		onCreated?.(made)
	}

	return (
		<Sheet kind="dialog" label={title} onClose={onClose}>
			<form
				className="flex flex-col gap-4 p-5"
				onSubmit={(event) => {
					event.preventDefault()
					void save()
				}}
			>
				<h2 className="font-[620]">{title}</h2>
				<TextField
					// A dialog takes the focus, and this is its only text.
					autoFocus
					label={t('name')}
					value={name}
					maxLength={100}
					error={error}
					onChange={({ target }) => setName(target.value)}
				/>
				<fieldset>
					<legend className="text-[13.5px] font-[550] text-ink-2">{t('colour')}</legend>
					<div className="mt-1.5 flex flex-wrap gap-1">
						{colours.map((id) => (
							<label
								key={id}
								className={classNames(
									'grid size-9 place-items-center rounded-lg border has-focus-visible:outline-2 has-focus-visible:outline-accent',
									id === colour ? 'border-accent bg-accent-soft' : 'border-transparent hover:bg-hover',
								)}
							>
								<input
									type="radio"
									name="colour"
									className="sr-only"
									checked={id === colour}
									aria-label={colourNames(id)}
									onChange={() => setColour(id)}
								/>
								<ListDot colour={id} />
							</label>
						))}
					</div>
				</fieldset>
				<div className="flex justify-end gap-2">
					<Button onPress={onClose}>{t('cancel')}</Button>
					<Button look="primary" type="submit">
						{t(list ? 'save' : 'create')}
					</Button>
				</div>
			</form>
		</Sheet>
	)
}
