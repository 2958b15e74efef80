import type { Intent } from '../intent.ts'
import { parseTask } from '../task.ts'
import type { ParseContext } from '../types.ts'
import { stripIntroduction, withReminder } from './add.ts'
import { readDueChange, updateOf } from './change-values.ts'
import { capitalise } from './clean.ts'
import { nameReminder } from './details.ts'
import { readSpokenTasks } from './several.ts'

/** "remind me to …": a new task that rings when it is due. */
export function readReminderTask(plain: string, context: ParseContext): Intent | null {
	if (!/^(?:remind me|(?:set|add|create) (?:me )?(?:a |an )?(?:reminder|alarm)|reminder:?)\s/i.test(plain)) return null
	const bare = readBareReminder(plain, context)
	if (bare) return bare
	const body = nameReminder(stripIntroduction(plain) ?? plain)
	const tasks = readSpokenTasks(body, plain, context).map(withReminder)
	return tasks.some((task) => task.title !== '') ? { kind: 'add', tasks } : null
}

/** "remind me at 5" is about what was spoken of; "set an alarm for 7am" is a task of that name. */
function readBareReminder(plain: string, context: ParseContext): Intent | null {
	const [, said = '', when = ''] =
		/^(remind me|(?:set|add|create) (?:me )?(?:a |an )?(?:reminder|alarm))(?: again)?\s+(.{2,60})$/i.exec(plain) ?? []
	const task = when === '' ? null : parseTask(when, context)
	if (!task || task.title !== '' || task.due_date === null) return null
	const name = /(alarm|reminder)$/i.exec(said)?.[1]
	if (name !== undefined)
		return { kind: 'add', tasks: [withReminder({ ...task, title: capitalise(name.toLowerCase()) })] }
	const due = readDueChange(when.replace(/^(?:for|about|on|at)\s+/i, ''), context)
	return due ? updateOf({ pronoun: 'it' }, { ...due, reminders: [0] }) : null
}
