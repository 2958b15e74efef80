const toIndex = (groups: readonly string[], offset = 0): ReadonlyMap<string, number> =>
	new Map(groups.flatMap((group, at) => group.split(' ').map((word) => [word, at + offset] as const)))

/** 0 is Sunday. The plural ("fridays") is a word of recurrences and stands in `weekdayPlurals`. */
export const weekdays = toIndex([
	'sunday sun sunady',
	'monday mon moday',
	'tuesday tue tues tuseday',
	'wednesday wed weds wednes wendesday wensday wednsday',
	'thursday thu thur thurs thrusday thursady',
	'friday fri firday',
	'saturday sat saterday satruday',
])

export const weekdayPlurals = toIndex([
	'sundays suns',
	'mondays mons',
	'tuesdays tues',
	'wednesdays weds',
	'thursdays thurs',
	'fridays fris',
	'saturdays sats',
])

/** Words that mean a weekday only where the sentence leaves no other reading. */
export const doubtfulWeekdays: ReadonlySet<string> = new Set(['sun', 'mon', 'wed', 'sat', 'thu', 'fri', 'tue'])

export const months = toIndex(
	[
		'january jan',
		'february feb febuary',
		'march mar',
		'april apr',
		'may',
		'june jun',
		'july jul',
		'august aug',
		'september sep sept',
		'october oct',
		'november nov',
		'december dec',
	],
	1,
)

/** Months that are everyday words or names too. */
export const doubtfulMonths: ReadonlySet<string> = new Set(['may', 'march', 'mar', 'april', 'june', 'august', 'jan'])

export const smallNumbers = toIndex([
	'zero',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve',
	'thirteen',
	'fourteen',
	'fifteen',
	'sixteen',
	'seventeen',
	'eighteen',
	'nineteen',
])

export const tens: ReadonlyMap<string, number> = new Map([
	['twenty', 20],
	['thirty', 30],
	['forty', 40],
	['fifty', 50],
	['sixty', 60],
	['seventy', 70],
	['eighty', 80],
	['ninety', 90],
])

export const ordinalWords = toIndex(
	[
		'first',
		'second',
		'third',
		'fourth',
		'fifth',
		'sixth',
		'seventh',
		'eighth',
		'ninth',
		'tenth',
		'eleventh',
		'twelfth',
		'thirteenth',
		'fourteenth',
		'fifteenth',
		'sixteenth',
		'seventeenth',
		'eighteenth',
		'nineteenth',
		'twentieth',
	],
	1,
)

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'weekday' | 'week' | 'weekend' | 'month' | 'quarter' | 'year'

const unitWords: readonly [Unit, string][] = [
	['second', 'second seconds sec secs'],
	['minute', 'minute minutes min mins minuts'],
	['hour', 'hour hours hr hrs'],
	['day', 'day days dayz'],
	['weekday', 'weekday weekdays workday workdays'],
	['week', 'week weeks wk wks'],
	['weekend', 'weekend weekends'],
	['month', 'month months mth mths mos'],
	['quarter', 'quarter quarters qtr'],
	['year', 'year years yr yrs'],
]

export const units: ReadonlyMap<string, Unit> = new Map(
	unitWords.flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit] as const)),
)

/** Only right behind a number: "in 3d", "2w". */
export const unitLetters: ReadonlyMap<string, Unit> = new Map([
	['s', 'second'],
	['m', 'minute'],
	['h', 'hour'],
	['d', 'day'],
	['w', 'week'],
	['mo', 'month'],
	['q', 'quarter'],
	['y', 'year'],
])

/** Minutes since midnight of the parts of a day, by this product's conventions. */
export const dayParts: ReadonlyMap<string, number> = new Map([
	['morning', 540],
	['noon', 720],
	['lunchtime', 720],
	['afternoon', 900],
	['evening', 1080],
	['night', 1200],
])

export const datePrepositions: ReadonlySet<string> = new Set([
	'on',
	'by',
	'at',
	'due',
	'before',
	'until',
	'till',
	'for',
	'in',
	'from',
	'starting',
	'since',
	'this',
	'is',
	'was',
	'around',
	'about',
	'after',
	'during',
])
