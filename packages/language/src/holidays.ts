import type { DayPhrase } from './day-phrase.ts'
import type { Scan } from './scan.ts'

export function readHoliday(_scan: Scan, _at: number): DayPhrase | null {
	return null
}
