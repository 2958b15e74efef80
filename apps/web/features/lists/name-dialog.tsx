'use client'
import { useState } from 'react'
import type { Colour } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { Button } from '#ui/button.tsx'
import { colours, ListDot } from '#ui/list-dot.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { TextField } from '#ui/text-field.tsx'

interface Props {
	title: string
	/** What the button says that keeps it. */
	keep: string
	name: string
	maxLength: number
	/** None: what is named has no colour. */
	colour?: Colour
	/** Called with a name that is not empty. */
	onKeep: (name: string, colour: Colour) => void | Promise<void>
	onClose: () => void
}

/** Asks for a name, and a colour where there is one. */
export function NameDialog({ title, keep, name: given, maxLength, colour: givenColour, onKeep, onClose }: Props) {
	const t = useTranslations('lists')
	const colourNames = useTranslations('colours')
	const [name, setName] = useState(given)
	const [colour, setColour] = useState<Colour>(givenColour ?? 'grey')
	const [error, setError] = useState<string>()

	const submit = () => {
		const trimmed = name.trim()
		if (trimmed) void onKeep(trimmed, colour)
		else setError(t('nameMissing'))
	}

	return (
		<Sheet kind="dialog" label={title} onClose={onClose}>
			<form
				className="flex flex-col gap-4 p-5"
				onSubmit={(event) => {
					event.preventDefault()
					submit()
				}}
			>
				<h2 className="font-[620]">{title}</h2>
				<TextField
					// A dialog takes the focus, and this is its only text.
					autoFocus
					label={t('name')}
					value={name}
					maxLength={maxLength}
					error={error}
					onChange={({ target }) => setName(target.value)}
				/>
				{givenColour && (
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
				)}
				<div className="flex justify-end gap-2">
					<Button onPress={onClose}>{t('cancel')}</Button>
					<Button look="primary" type="submit">
						{keep}
					</Button>
				</div>
			</form>
		</Sheet>
	)
}
