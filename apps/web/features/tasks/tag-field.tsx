'use client'
import { useId, useState, type KeyboardEvent } from 'react'
import Hash from 'lucide-react/icons/hash'
import { useTranslations } from 'use-intl'
import { classNames } from '#lib/class-names.ts'
import { suggestTags, toTagName } from '#lib/tag-name.ts'

interface Props {
	/** The tags that can be chosen. */
	names: readonly string[]
	onAdd: (name: string) => void
}

/** How many tags are offered at once. */
const most = 6

/** A field for a tag: those that are there come first, what is new comes last and says so. */
export function TagField({ names, onAdd }: Props) {
	const t = useTranslations('tasks')
	const id = useId()
	const [text, setText] = useState('')
	const [open, setOpen] = useState(false)
	const [at, setAt] = useState(-1)
	const typed = toTagName(text)
	const present = suggestTags(text, names).slice(0, most)
	const offers = typed && !names.includes(typed) ? [...present, typed] : present
	const shown = open && offers.length > 0

	const change = (value: string) => {
		setText(value)
		setOpen(true)
		setAt(-1)
	}
	const add = (name: string) => {
		change('')
		setOpen(false)
		if (name) onAdd(name)
	}
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.nativeEvent.isComposing) return
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
		if (step && offers.length > 0) {
			event.preventDefault()
			setAt(shown ? (at + step + offers.length + (at < 0 && step < 0 ? 1 : 0)) % offers.length : 0)
			setOpen(true)
		} else if (event.key === 'Enter' || event.key === ',') {
			event.preventDefault()
			add(offers[at] ?? typed)
		} else if (event.key === 'Escape' && shown) {
			event.preventDefault()
			event.stopPropagation()
			setOpen(false)
		}
	}

	return (
		<div className="relative">
			<label className="inline-flex h-[26px] items-center gap-1.5 rounded-[7px] border border-dashed border-line px-[9px] text-[13px] text-ink-3 focus-within:border-accent [&_.lucide]:size-3.5">
				<Hash />
				<span className="sr-only">{t('addTag')}</span>
				<input
					role="combobox"
					aria-autocomplete="list"
					aria-expanded={shown}
					aria-controls={`${id}-offers`}
					aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
					autoComplete="off"
					value={text}
					maxLength={50}
					placeholder={t('tag')}
					onChange={({ target }) => change(target.value)}
					onFocus={() => setOpen(true)}
					onBlur={() => add(typed)}
					onKeyDown={onKeyDown}
					className="w-16 bg-transparent text-ink outline-none"
				/>
			</label>
			{shown && (
				<div
					// oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select has no field to type in
					role="listbox"
					id={`${id}-offers`}
					aria-label={t('addTag')}
					className="absolute start-0 top-full z-10 mt-1 max-h-64 w-52 overflow-auto rounded-[11px] border border-line bg-surface p-1 shadow-float max-md:top-auto max-md:bottom-full max-md:max-h-37 max-md:mt-0 max-md:mb-1"
				>
					{offers.map((name, n) => (
						<div
							key={name}
							// oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
							role="option"
							id={`${id}-${n}`}
							aria-selected={n === at}
							// Before the field loses the focus, which would take what was typed.
							onPointerDown={(event) => {
								event.preventDefault()
								add(name)
							}}
							onPointerEnter={() => setAt(n)}
							className={classNames(
								'flex min-h-8 items-center gap-2 truncate rounded-[7px] px-2 text-sm text-ink max-md:min-h-11 [&_.lucide]:size-3.5 [&_.lucide]:text-ink-3',
								n === at && 'bg-hover',
							)}
						>
							<Hash />
							{present.includes(name) ? name : t('newTag', { tag: name })}
						</div>
					))}
				</div>
			)}
		</div>
	)
}
