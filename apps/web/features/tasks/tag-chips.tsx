'use client'
import type { Task } from '@todo/contract'
import Hash from 'lucide-react/icons/hash'
import { useTranslations } from 'use-intl'
import { useKnownTags } from '#lib/data/known-tags.ts'
import { Chip } from '#ui/chip.tsx'
import { TagField } from './tag-field.tsx'
import type { TaskActions } from './use-task-actions.ts'

/** The tags of a task, and a field for one more. */
export function TagChips({ task, actions }: { task: Task; actions: TaskActions }) {
	const t = useTranslations('tasks')
	const known = useKnownTags().map(({ name }) => name)
	const others = known.filter((name) => !task.tags.includes(name))
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
			<TagField
				names={others}
				onAdd={(tag) => {
					if (!task.tags.includes(tag)) void actions.update([task], { tags: [...task.tags, tag] })
				}}
			/>
		</>
	)
}
