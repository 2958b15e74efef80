'use client'
import type { List, Task } from '@todo/contract'
import Copy from 'lucide-react/icons/copy'
import CornerDownRight from 'lucide-react/icons/corner-down-right'
import FolderInput from 'lucide-react/icons/folder-input'
import Trash from 'lucide-react/icons/trash-2'
import { useTranslations } from 'use-intl'
import { useSections } from '#lib/data/queries.ts'
import { MenuPopover } from '#ui/menu-popover.tsx'
import type { OpenedMenu } from '#ui/menu-on-demand.tsx'
import { isPriority, usePriorityItems } from './priority-items.tsx'
import { selectSections } from './selectors.ts'
import type { TaskActions } from './use-task-actions.ts'

interface Props extends OpenedMenu {
	task: Task
	lists: List[]
	actions: TaskActions
	label: string
}

/** Everything else that can be done to a task without opening it. */
export function OpenedRowMenu({ task, lists, actions, label, open, ...opened }: Props) {
	const t = useTranslations('tasks')
	const { items: priorities } = usePriorityItems(task.priority)
	const places = [{ id: null, name: t('inbox') }, ...lists].filter(({ id }) => id !== task.list_id)
	const { sections: present } = useSections()
	const sections = task.list_id === null ? [] : selectSections(present, task.list_id)
	const corners = sections.length === 0 ? [] : [{ id: null, name: t('noSection') }, ...sections]
	const otherCorners = corners.filter(({ id }) => id !== task.section_id)
	const items = [
		...priorities,
		...otherCorners.slice(0, 8).map(({ id, name }) => ({
			id: `section:${id ?? ''}`,
			label: id === null ? name : t('moveTo', { name }),
			icon: <CornerDownRight />,
		})),
		...places
			.slice(0, 8)
			.map(({ id, name }) => ({ id: `list:${id ?? ''}`, label: t('moveTo', { name }), icon: <FolderInput /> })),
		{ id: 'copy', label: t('duplicate'), icon: <Copy /> },
		{ id: 'delete', label: t('delete'), icon: <Trash />, danger: true },
	]

	const onAction = (id: string) => {
		if (isPriority(id)) void actions.update([task], { priority: id })
		else if (id === 'copy') void actions.add([toCopy(task)])
		else if (id === 'delete') void actions.remove([task])
		else if (id.startsWith('section:'))
			void actions.update([task], { section_id: Number(id.slice('section:'.length)) || null })
		else {
			const list_id = Number(id.slice('list:'.length)) || null
			const name = places.find((place) => place.id === list_id)?.name ?? ''
			void actions.update([task], { list_id, section_id: null }, t('moved', { title: task.title, name }))
		}
	}

	return open && <MenuPopover end label={label} items={items} onAction={onAction} {...opened} />
}

/** What a copy takes over; it is not done, and has no subtasks. */
const copied = [
	'title',
	'description',
	'priority',
	'due_date',
	'time_zone',
	'recurrence',
	'repeat_from',
	'reminders',
	'tags',
	'list_id',
	'section_id',
	'parent_id',
] as const satisfies readonly (keyof Task)[]

type Copied = Pick<Task, (typeof copied)[number]>

/** Just these fields are copied. */
const toCopy = (task: Task) => Object.fromEntries(copied.map((field) => [field, task[field]])) as Copied
