'use client'
import { useState } from 'react'
import type { Task } from '@todo/contract'
import Hash from 'lucide-react/icons/hash'
import { useTranslations } from 'use-intl'
import { useTags } from '#lib/data/queries.ts'
import { Chip } from '#ui/chip.tsx'
import type { TaskActions } from './use-task-actions.ts'

/** The tags of a task, and a field for one more; the browser proposes those that exist. */
export function TagChips({ task, actions }: { task: Task; actions: TaskActions }) {
	const t = useTranslations('tasks')
	const tags = useTags()
	const [name, setName] = useState('')

	const add = () => {
		const tag = name
			.trim()
			.replace(/^#/, '')
			.replaceAll(/[\s,#]+/g, '-')
			.toLowerCase()
		setName('')
		if (tag && !task.tags.includes(tag)) void actions.update([task], { tags: [...task.tags, tag] })
	}

	return (
		<>
			{task.tags.map((tag) => (
				<Chip
					key={tag}
					removeLabel={t('removeTag', { tag })}
					onRemove={() => void actions.update([task], { tags: task.tags.filter((other) => other !== tag) })}
				>
					<Hash />
					{tag}
				</Chip>
			))}
			<label className="inline-flex h-[26px] items-center gap-1.5 rounded-[7px] border border-dashed border-line px-[9px] text-[13px] text-ink-3 focus-within:border-accent [&_.lucide]:size-3.5">
				<Hash />
				<span className="sr-only">{t('addTag')}</span>
				<input
					value={name}
					maxLength={50}
					list="known-tags"
					placeholder={t('tag')}
					onChange={({ target }) => setName(target.value)}
					onBlur={add}
					onKeyDown={(event) => {
						if ((event.key !== 'Enter' && event.key !== ',') || event.nativeEvent.isComposing) return
						event.preventDefault()
						add()
					}}
					className="w-16 bg-transparent text-ink outline-none"
				/>
				<datalist id="known-tags">
					{tags.map((tag) => (
						<option key={tag.name} value={tag.name}>
							{tag.name}
						</option>
					))}
				</datalist>
			</label>
		</>
	)
}
