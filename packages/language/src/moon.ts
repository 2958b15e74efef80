import { toDay, type Day } from './calendar.ts'

const radians = Math.PI / 180
const sine = (degrees: number): number => Math.sin(degrees * radians)
const turn = (degrees: number): number => ((degrees % 360) + 360) % 360

/** Days since noon of 1 January 2000 (J2000). */
const sinceEpoch = (day: number): number => day - 10_957.5

/** Tropical longitude of the sun in degrees, to about 0.01° (Meeus, Astronomical Algorithms, ch. 25). */
function sunLongitude(day: number): number {
	const t = sinceEpoch(day) / 36_525
	const anomaly = 357.5291 + 35_999.0503 * t
	const mean = 280.4665 + 36_000.7698 * t
	return turn(mean + 1.9146 * sine(anomaly) + 0.02 * sine(2 * anomaly))
}

/** Tropical longitude of the moon in degrees, to about 0.1°: the largest terms of Meeus, ch. 47. */
function moonLongitude(day: number): number {
	const t = sinceEpoch(day) / 36_525
	const mean = 218.3165 + 481_267.8813 * t
	const d = 297.8502 + 445_267.1115 * t
	const m = 357.5291 + 35_999.0503 * t
	const p = 134.9634 + 477_198.8676 * t
	const f = 93.2721 + 483_202.0175 * t
	const wobble =
		6.2888 * sine(p) +
		1.274 * sine(2 * d - p) +
		0.6583 * sine(2 * d) +
		0.2136 * sine(2 * p) -
		0.1851 * sine(m) -
		0.1143 * sine(2 * f) +
		0.0588 * sine(2 * d - 2 * p) +
		0.0572 * sine(2 * d - m - p) +
		0.0533 * sine(2 * d + p) +
		0.0458 * sine(2 * d - m) +
		0.0409 * sine(p - m) -
		0.0347 * sine(d) -
		0.0304 * sine(m + p)
	return turn(mean + wobble)
}

/** How far the moon is ahead of the sun: 0° new, 180° full. */
function phaseOf(day: number): number {
	return turn(moonLongitude(day) - sunLongitude(day))
}

/** The last new moon at or before a moment, as a fraction of days. */
function newMoonBefore(day: number): number {
	let moment = day - phaseOf(day) / 12.190_7
	for (let round = 0; round < 6; round += 1) {
		const phase = phaseOf(moment)
		moment -= (phase > 180 ? phase - 360 : phase) / 12.190_7
	}
	return moment > day + 0.01 ? newMoonBefore(day - 2) : moment
}

/** When the sun enters the nth sign of the sidereal zodiac (Lahiri), sign 0 in mid April. */
function signEntry(year: number, sign: number): number {
	const precession = 23.853 + (year - 2000) * 0.013_96
	let moment: number = toDay(year, 4, 14) + sign * 30.44
	for (let round = 0; round < 5; round += 1) {
		const off = turn(sunLongitude(moment) - precession - sign * 30 + 180) - 180
		moment -= off / 0.9856
	}
	return moment
}

/**
 * The day of a year's lunar month (Chaitra is 1, months from new moon to new moon as in the Indian amanta reckoning)
 * whose tithi holds at an hour (UTC): a month is the last that begins before the sun enters its sign.
 */
export function findTithi(year: number, month: number, tithi: number, hour: number): Day | null {
	const sign = month - 1
	// Signs from the tenth on are entered in the following civil year.
	const begin = newMoonBefore(signEntry(sign >= 9 ? year - 1 : year, sign) - 0.001)
	const first = Math.floor(begin + (tithi - 1) * 0.984) - 1
	for (let day = first; day < first + 5; day += 1) {
		const held = Math.floor(phaseOf(day + hour / 24) / 12) + 1
		const next = Math.floor(phaseOf(day + 1 + hour / 24) / 12) + 1
		if (held === tithi) return day
		// A tithi that holds at neither moment lies between them and belongs to the first day.
		if (held === tithi - 1 && next === (tithi % 30) + 1) return day
	}
	return null
}
