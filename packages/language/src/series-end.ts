import type { Repeat } from './repeat.ts'
import { wordAt, type Scan } from './scan.ts'
import type { When } from './when.ts'

const endWords = new Set(['until', 'till', 'til', 'through', 'thru'])

/** "every weekday at 8 workout until christmas": said apart from the repetition, the day is where it ends. */
export function endsSeries(scan: Scan, repeat: Repeat | null, moment: When | null): moment is When & { day: number } {
	return (
		repeat !== null &&
		repeat.rule.until === null &&
		repeat.rule.count === null &&
		moment !== null &&
		moment.day !== null &&
		endWords.has(wordAt(scan, moment.start))
	)
}
