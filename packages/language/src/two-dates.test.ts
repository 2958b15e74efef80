import { expect, test } from 'vitest'
import { parseTask } from './index.ts'

/** A Friday, ten in the morning. */
const context = { now: '2026-11-20T10:00:00', timeZone: 'Europe/Vienna' }

const lines: [string, string, string | null][] = [
	['Print handouts for Tuesday today 5pm p1', 'Print handouts for Tuesday', '2026-11-20T17:00'],
	['Order cake for sunday tomorrow', 'Order cake for sunday', '2026-11-21'],
	['Write up notes from Wednesday on Monday', 'Write up notes from Wednesday', '2026-11-23'],
	['Write up notes from yesterday today', 'Write up notes from yesterday', '2026-11-20'],
	['Ask Jo about sunday tomorrow at noon', 'Ask Jo about sunday', '2026-11-21T12:00'],
	['Read the minutes of Monday by Thursday', 'Read the minutes of Monday', '2026-11-26'],
	['Fetch tickets for the sunday show today', 'Fetch tickets for the sunday show', '2026-11-20'],
	['Finish my tuesday slides tomorrow', 'Finish my tuesday slides', '2026-11-21'],
	['Tomorrow order cake for sunday', 'order cake for sunday', '2026-11-21'],
	['Order cake for sunday', 'Order cake', '2026-11-22'],
	['For tuesday: print handouts', 'print handouts', '2026-11-24'],
	['Plan monday and tuesday meetings', 'Plan monday and tuesday meetings', null],
	['Prepare the monday and thursday lessons', 'Prepare the monday and thursday lessons', null],
	['saturday and sunday papers', 'saturday and sunday papers', null],
	['Gym on monday and wednesday at 7am', 'Gym on monday and wednesday at 7am', '2026-11-23T07:00'],
	['Ring Jo on monday or tuesday', 'Ring Jo on monday or tuesday', '2026-11-23'],
]

test.each(lines)('APP-1: "%s" is "%s", due %s', (text, title, due_date) => {
	expect(parseTask(text, context)).toMatchObject({ title, due_date })
})
