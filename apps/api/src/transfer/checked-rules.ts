import type { NewTask } from '@todo/contract'
import type { TaskRow } from '../database/schema.ts'
import { validateRecurrence } from '@todo/language/recurrence'
import type { RecurrenceCheck } from '@todo/language/recurrence'
import { toNewRow } from '../tasks/task.rules.ts'

const mostRules = 500

/** The repeat rules of one file, each checked once however many tasks have it. */
export interface CheckedRules {
	check(rule: string): RecurrenceCheck
}

export function createCheckedRules(): CheckedRules {
	const known = new Map<string, RecurrenceCheck>()
	return {
		check(rule) {
			const before = known.get(rule)
			if (before) return before
			if (known.size >= mostRules)
				return { ok: false, reason: `is not read: a file may hold ${mostRules} different rules` }
			const check = validateRecurrence(rule)
			known.set(rule, check)
			return check
		},
	}
}

/** A row of fields whose rule is checked already: another rule stands in for it, so that checking it again costs nothing. */
export function toCheckedRow({ recurrence, ...fields }: NewTask, fixed: Parameters<typeof toNewRow>[1]): TaskRow {
	if (recurrence == null) return toNewRow(fields, fixed)
	return { ...toNewRow({ ...fields, recurrence: 'FREQ=DAILY' }, fixed), recurrence }
}
