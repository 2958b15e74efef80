import type { TaskFilter } from '../intent.ts'
import { toDayText, type DayRange } from './range.ts'

/** Days narrow what was completed where completed tasks are asked for, else what is due. */
export function applyRange(filter: TaskFilter, range: DayRange, completed: boolean): void {
	const [first, last] = completed ? (['completed_from', 'completed_to'] as const) : (['due_from', 'due_to'] as const)
	const from = toDayText(range.from)
	const to = toDayText(range.to)
	const [heldFrom, heldTo] = [filter[first], filter[last]]
	// "today and tomorrow": from the earlier to the later.
	if (from !== undefined) filter[first] = heldFrom !== undefined && heldFrom < from ? heldFrom : from
	if (to !== undefined) filter[last] = heldTo !== undefined && heldTo > to ? heldTo : to
	if (range.timeFrom !== undefined) filter.time_from = toClock(range.timeFrom)
	if (range.timeTo !== undefined) filter.time_to = toClock(range.timeTo)
}

function toClock(minutes: number): string {
	return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
