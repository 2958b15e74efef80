import { useCallback } from 'react'
import type { Change } from '@todo/contract'
import { useTranslations } from 'use-intl'
import { useDateText, type DateText } from '#lib/use-date-text.ts'
import { colours as allColours } from '#ui/list-dot.tsx'
import type { Subject } from './use-names.ts'

type Value = unknown
/** Says in words what a change did, a phrase for each thing. */
type SayChange = (change: Change, nameOf: (subject: Subject) => string | undefined) => string[]

const priorities = ['none', 'low', 'medium', 'high'] as const

export function useChangeText(): SayChange {
	const t = useTranslations('history')
	const priority = useTranslations('priority')
	const colours = useTranslations('colours')
	const date = useDateText()

	return useCallback(
		(change, nameOf) => {
			const { action, entity } = change
			if (entity === 'completion') return [t(action === 'delete' ? 'reopened' : 'completed')]
			if (action === 'create') return [t('added')]
			if (action === 'delete') return [t(entity === 'task' || entity === 'list' ? 'trashed' : 'deleted')]
			if (action === 'restore') return [t('restored')]
			if (action === 'purge') return [t('purged')]

			const before = change.before ?? {}
			const after = change.after ?? {}
			const named = (kind: Change['entity'], id: Value) => nameOf({ entity: kind, id: String(id) })
			const turn = (what: string, say: (value: Value) => string) => (from: Value, to: Value) =>
				t('turn', { what, from: say(from), to: say(to) })
			const phrases: Record<string, (from: Value, to: Value) => string> = {
				title: (from, to) => t('renamed', { from: String(from), to: String(to) }),
				name: (from, to) => t('renamed', { from: String(from), to: String(to) }),
				completed: (_, to) => t(to === true ? 'completed' : 'reopened'),
				due_date: turn(t('due'), (due) => sayDue(due, date) ?? t('noDate')),
				recurrence: turn(t('repeats'), (rule) => (typeof rule === 'string' && date?.rule(rule)) || t('never')),
				priority: turn(t('priority'), (value) => priority(priorities.find((known) => known === value) ?? 'none')),
				colour: turn(t('colour'), (value) => colours(allColours.find((known) => known === value) ?? 'grey')),
				description: (from, to) => t(!from ? 'described' : to ? 'redescribed' : 'undescribed'),
				list_id: (_, to) => (to === null ? t('toInbox') : t('movedTo', { name: named('list', to) ?? t('otherList') })),
				section_id: (_, to) =>
					to === null ? t('outOfSection') : t('movedTo', { name: named('section', to) ?? t('otherSection') }),
				parent_id: (_, to) => (to === null ? t('alone') : t('under', { name: named('task', to) ?? t('otherTask') })),
				tags: (from, to) => sayTags(toNames(from), toNames(to), (key, tags) => t(key, { tags })),
				reminders: () => t('reminders'),
				position: () => t('reordered'),
				time_zone: (from, to) => (entity === 'settings' ? turn(t('timeZone'), String)(from, to) : ''),
			}
			// A task that leaves its list leaves its section too; that needs no words of its own.
			const silent = 'list_id' in after && after.section_id === null ? 'section_id' : ''
			const said = Object.keys(phrases)
				.filter((field) => field in after && field !== silent)
				.map((field) => phrases[field]?.(before[field], after[field]) ?? '')
				.filter(Boolean)
			return said.length > 0 ? said : [t('changed')]
		},
		[t, priority, colours, date],
	)
}

const sayDue = (due: Value, date: DateText | null) => (typeof due === 'string' ? (date?.due(due) ?? due) : undefined)

const toNames = (value: Value) => (Array.isArray(value) ? value.map(String) : [])

function sayTags(from: string[], to: string[], say: (key: 'tagged' | 'untagged', tags: string) => string): string {
	const list = (names: string[]) => names.map((name) => `#${name}`).join(' ')
	const added = to.filter((name) => !from.includes(name))
	const gone = from.filter((name) => !to.includes(name))
	return [added.length > 0 && say('tagged', list(added)), gone.length > 0 && say('untagged', list(gone))]
		.filter(Boolean)
		.join(', ')
}
