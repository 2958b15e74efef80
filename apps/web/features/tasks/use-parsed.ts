import { useCallback, useEffect, useMemo, useState } from 'react'
import { isDayFirst, type List, type NewTask } from '@todo/contract'
import type { parseTask, ParsedTask, Span } from '@todo/language'
import { useSettings } from '#lib/data/queries.ts'
import { readWallClock } from '#lib/days.ts'
import { useNow } from '#lib/use-now.ts'

interface Language {
	parseTask: typeof parseTask
}

/** What a new task is where the words say nothing of it: the view it is written in. */
export type TaskDefaults = Pick<NewTask, 'due_date' | 'list_id' | 'tags' | 'parent_id'>

export interface Parsing {
	/** What is understood of a line so far; null until the reader of sentences is there. */
	parse: (text: string, plain?: readonly Span[]) => ParsedTask | null
	/** The task that a line means, waiting for the reader if need be. */
	toTask: (text: string, plain?: readonly Span[]) => Promise<NewTask>
	/** Loads the reader: at the first keystroke, not with the page. */
	load: () => void
}

const loadLanguage = (): Promise<Language> => import('@todo/language/task')

export function useParsing(lists: List[], defaults: TaskDefaults): Parsing {
	const [language, setLanguage] = useState<Language>()
	const [wanted, setWanted] = useState(false)
	const settings = useSettings()
	const { timeZone, locale } = useNow() ?? { timeZone: 'UTC', locale: 'en' }

	useEffect(() => {
		if (wanted) void loadLanguage().then(setLanguage, () => setWanted(false))
	}, [wanted])

	const context = useCallback(
		() => ({
			now: readWallClock(new Date(), timeZone),
			timeZone,
			dayFirst: settings?.day_first ?? isDayFirst(locale),
			weekStart: settings?.week_start ?? ('monday' as const),
			lists: lists.map(({ name }) => name),
		}),
		[timeZone, locale, settings, lists],
	)

	return useMemo(
		() => ({
			load: () => setWanted(true),
			parse: (text, plain = []) => language?.parseTask(text, context(), plain) ?? null,
			async toTask(text, plain = []) {
				const reader = language ?? (await loadLanguage().catch(() => null))
				return toNewTask(text, reader?.parseTask(text, context(), plain) ?? null, lists, defaults)
			},
		}),
		[language, context, lists, defaults],
	)
}

function toNewTask(text: string, parsed: ParsedTask | null, lists: List[], defaults: TaskDefaults): NewTask {
	if (!parsed) return { ...defaults, title: text.trim().slice(0, 200) }
	const list = parsed.list === null ? undefined : lists.find(({ name }) => name === parsed.list)
	const tags = [...new Set([...(defaults.tags ?? []), ...parsed.tags])]
	const due = parsed.due_date ?? defaults.due_date
	return {
		...defaults,
		title: (parsed.title || text.trim()).slice(0, 200),
		priority: parsed.priority,
		...(due === undefined ? {} : { due_date: due }),
		...(parsed.recurrence === null ? {} : { recurrence: parsed.recurrence, repeat_from: parsed.repeat_from }),
		...(list ? { list_id: list.id } : {}),
		...(tags.length > 0 ? { tags } : {}),
		...(parsed.reminders.length > 0
			? { reminders: parsed.reminders.map((minutes_before) => ({ minutes_before })) }
			: {}),
	}
}
