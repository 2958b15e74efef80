import { parseTask } from '../task.ts'
import type { ParseContext } from '../types.ts'
import { stripStop } from './clean.ts'

/** "tomorrow at 9 I have a call with HR": the day comes behind what there is. */
export function moveDayBehind(command: string, context: ParseContext): string {
	const said =
		/^(.{2,40}?),?\s+((?:i|we)(?:['’](?:ve|m|ll|re)| have| need| must| should| will| am| are| gotta| want)\s.{3,300})$/i.exec(
			command,
		)
	const day = said?.[1] === undefined ? null : parseTask(said[1], context)
	// What shares the day is split elsewhere: "tomorrow I have to …, then …".
	if (/,|\s(?:and|then)\s/i.test(said?.[2] ?? '')) return command
	return said?.[1] && said[2] && day?.title === '' && day.due_date !== null
		? `${stripStop(said[2])} ${said[1]}`
		: command
}
