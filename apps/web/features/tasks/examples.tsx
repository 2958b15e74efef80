'use client'
import Plus from 'lucide-react/icons/plus'
import { useTranslations } from 'use-intl'
import type { List } from '@todo/contract'
import { ExampleButton } from '#ui/chip.tsx'
import { useParsing, type TaskDefaults } from './use-parsed.ts'
import type { TaskActions } from './use-task-actions.ts'
import { useWhereabouts } from './use-whereabouts.ts'

const examples = ['call', 'water', 'buy'] as const

/** What a newcomer sees instead of an empty list: sentences that become tasks when pressed. */
export function Examples({
	intro,
	lists,
	defaults,
	actions,
}: {
	intro: string
	lists: List[]
	defaults: TaskDefaults
	actions: TaskActions
}) {
	const t = useTranslations('examples')
	const { toTask } = useParsing(lists, defaults)
	const sayWhere = useWhereabouts(lists, defaults)
	const add = async (text: string) => {
		const task = await toTask(text)
		await actions.add([task], sayWhere([task]))
	}
	return (
		<div className="flex flex-wrap gap-2 text-ink-2">
			<p className="mt-[22px] mb-1.5 w-full">{intro}</p>
			{examples.map((name) => (
				<ExampleButton key={name} onPress={() => void add(t(name))}>
					<Plus />
					{t(name)}
				</ExampleButton>
			))}
		</div>
	)
}
