/** A day of another calendar, by the name that `Intl` gives its month; `plus` days later. */
export interface CalendarRule {
	on: 'calendar'
	calendar: string
	month: string
	day: number
	plus: number
}

/** How a holiday finds its day in a year. */
export type HolidayRule =
	| { on: 'date'; month: number; day: number }
	/** The nth weekday (0 is Sunday) of a month, from its end when negative; `plus` days later. */
	| { on: 'weekday'; month: number; weekday: number; nth: number; plus: number }
	/** Days after western or orthodox Easter Sunday. */
	| { on: 'easter'; plus: number }
	| { on: 'orthodox'; plus: number }
	| CalendarRule
	/** The nth day of the moon (1 to 30, the full moon ends the 15th) in a lunar month of the Indian year, Chaitra being 1; `plus` days later. */
	| { on: 'moon'; month: number; tithi: number; hour: number; plus: number }

export interface Holiday {
	names: string[][]
	rule: HolidayRule
}

/** A name without apostrophes, plural and genitive endings, so that "Valentine's" and "valentines" are one word. */
export function toHolidayWord(word: string): string {
	const plain = word.replaceAll(/['’.]/g, '')
	return plain.length > 3 ? plain.replace(/s$/, '') : plain
}

/** `names | rule`, one holiday a line; dates are `month-day`, weekdays `month/weekday#nth`. */
const table = `
new year day, new year, new years day | 1-1
epiphany, three kings day, twelfth night | 1-6
orthodox christmas, russian christmas | 1-7
republic day | 1-26
australia day | 1-26
burns night | 1-25
groundhog day | 2-2
world cancer day | 2-4
valentine day, valentine, saint valentine day, st valentine day | 2-14
international women day, women day | 3-8
pi day | 3-14
saint patrick day, st patrick day, st paddy day, st patty day | 3-17
world water day | 3-22
april fool day, april fool, all fool day | 4-1
earth day, world earth day | 4-22
anzac day | 4-25
king day | 4-27
may day, labour day, international worker day, worker day | 5-1
star wars day | 5-4
cinco de mayo | 5-5
victory in europe day, ve day | 5-8
world environment day | 6-5
juneteenth | 6-19
midsummer day | 6-24
canada day | 7-1
independence day, 4th of july, fourth of july | 7-4
bastille day | 7-14
assumption day, assumption of mary | 8-15
world vegan day, vegan day | 11-1
all saint day, all hallow day | 11-1
all soul day | 11-2
guy fawke day, bonfire night, guy fawke night | 11-5
veteran day, armistice day, remembrance day | 11-11
singles day | 11-11
world toilet day | 11-19
halloween, hallowe en, halloween day, all hallow eve | 10-31
world teacher day | 10-5
world food day | 10-16
united nation day, un day | 10-24
world aid day | 12-1
saint nicholas day, st nicholas day, saint nick day | 12-6
human right day | 12-10
christmas eve, xmas eve, x mas eve | 12-24
christmas, xmas, christmas day, xmas day, x mas, x mas day | 12-25
boxing day, st stephen day, saint stephen day | 12-26
new year eve, new years eve, nye, silvester, hogmanay | 12-31
world kindness day | 11-13
world health day | 4-7
world book day | 4-23
saint george day, st george day | 4-23
saint andrew day, st andrew day | 11-30
saint david day, st david day | 3-1
emancipation day | 8-1
martin luther king day, mlk day, martin luther king jr day | 1/1#3
president day, washington birthday | 2/1#3
mother day | 5/0#2
memorial day | 5/1#-1
spring bank holiday | 5/1#-1
early may bank holiday | 5/1#1
father day | 6/0#3
summer bank holiday, late summer bank holiday | 8/1#-1
labor day | 9/1#1
columbus day, indigenous people day | 10/1#2
canadian thanksgiving | 10/1#2
thanksgiving, thanksgiving day, turkey day | 11/4#4
black friday | 11/4#4+1
small business saturday | 11/4#4+2
cyber monday | 11/4#4+4
giving tuesday | 11/4#4+5
victoria day | 5/1#-1
grandparent day | 9/1#1+6
family day | 2/1#3
shrove tuesday, pancake day, mardi gra, fat tuesday, pancake tuesday | easter-47
ash wednesday | easter-46
palm sunday | easter-7
maundy thursday, holy thursday | easter-4
good friday | easter-2
holy saturday, easter saturday | easter-1
easter, easter sunday, easter day | easter+0
easter monday | easter+1
ascension, ascension day | easter+39
pentecost, whit sunday, whitsun | easter+49
whit monday, pentecost monday, monday of the holy spirit | easter+50
trinity sunday | easter+56
corpus christi | easter+60
carnival monday, rose monday, shrove monday | easter-48
orthodox good friday, orthodox great friday, great friday | orthodox-2
orthodox easter, orthodox easter sunday, pascha | orthodox+0
orthodox easter monday | orthodox+1
clean monday, orthodox shrove monday | orthodox-48
orthodox palm sunday | orthodox-7
rosh hashanah, rosh hashana, jewish new year | hebrew Tishri 1
yom kippur, day of atonement | hebrew Tishri 10
sukkot, feast of tabernacle | hebrew Tishri 15
shemini atzeret | hebrew Tishri 22
simchat torah | hebrew Tishri 23
hanukkah, chanukah, hanukah, hannukah, chanukkah | hebrew Kislev 25
tu bishvat | hebrew Shevat 15
purim | hebrew Adar 14
passover, pesach | hebrew Nisan 15
yom hashoah, holocaust remembrance day | hebrew Nisan 27
lag baomer | hebrew Iyar 18
shavuot | hebrew Sivan 6
tisha bav | hebrew Av 9
islamic new year, hijri new year, muharram | islamic-umalqura 1 1
ashura, day of ashura | islamic-umalqura 1 10
mawlid, mawlid al nabi, prophet birthday | islamic-umalqura 3 12
isra and miraj, lailat al miraj | islamic-umalqura 7 27
ramadan, start of ramadan, first day of ramadan | islamic-umalqura 9 1
laylat al qadr, night of power | islamic-umalqura 9 27
eid, eid al fitr, eid ul fitr | islamic-umalqura 10 1
day of arafat, arafat day | islamic-umalqura 12 9
eid al adha, eid ul adha, feast of the sacrifice, bakrid | islamic-umalqura 12 10
nowruz, persian new year, norooz | persian 1 1
chinese new year, lunar new year, chinese lunar new year, chinese new year day, chinese lunar new year day, lunar new year day, spring festival | chinese 1 1
chinese new year eve, lunar new year eve | chinese 1 1-1
lantern festival | chinese 1 15
dragon boat festival | chinese 5 5
qixi, qixi festival | chinese 7 7
mid autumn festival, moon festival, mooncake festival | chinese 8 15
double ninth festival | chinese 9 9
`

/** Indian lunar holidays: month and tithi of the amanta reckoning, and the hour (UTC) at which the tithi must hold, and days after it. */
const moonTable = `
ugadi, gudi padwa, yugadi, hindu new year | 1 1 1
rama navami, ram navami | 1 9 6
mahavir jayanti | 1 13 2
hanuman jayanti | 1 15 1
vaisakha, vesak, buddha purnima, buddha day, buddha jayanti, buddha birthday | 2 15 1
rath yatra, ratha yatra | 4 2 1
guru purnima | 4 15 1
raksha bandhan, rakhi | 5 15 2
janmashtami, krishna janmashtami | 5 23 18
ganesh chaturthi, vinayaka chaturthi | 6 4 7
navaratri, navratri, durga puja | 7 1 1
dussehra, vijayadashami | 7 10 8
dhanteras, dhanatrayodashi | 7 28 13
diwali, deepavali, divali | 7 30 12
bhai dooj, bhai duj | 8 2 8
chhath, chhath puja | 8 6 12
guru nanak jayanti, guru nanak gurpurab, gurpurab | 8 15 1
guru gobind singh jayanti, guru govind singh jayanti | 10 7 1
vasant panchami, basant panchami | 11 5 4
guru ravidas jayanti, guru ravidass jayanti | 11 15 1
maha shivaratri, shivaratri, maha shivratri | 11 29 18
holika dahan | 12 15 14
holi, dhuleti | 12 15 14 1
`

function readRule(text: string): HolidayRule {
	const date = /^(\d+)-(\d+)$/.exec(text)
	if (date) return { on: 'date', month: Number(date[1]), day: Number(date[2]) }
	const weekday = /^(\d+)\/(\d)#(-?\d)(?:\+(\d))?$/.exec(text)
	if (weekday) {
		const [, month, day, nth, plus] = weekday
		return { on: 'weekday', month: Number(month), weekday: Number(day), nth: Number(nth), plus: Number(plus ?? 0) }
	}
	const easter = /^(easter|orthodox)([+-]\d+)$/.exec(text)
	if (easter) return { on: easter[1] === 'orthodox' ? 'orthodox' : 'easter', plus: Number(easter[2]) }
	const [calendar = '', month = '', day = ''] = text.split(' ')
	const [, nth, plus] = /^(\d+)([+-]\d+)?$/.exec(day) ?? []
	return { on: 'calendar', calendar, month, day: Number(nth ?? 1), plus: Number(plus ?? 0) }
}

function readLines(text: string, toRule: (rule: string) => HolidayRule): Holiday[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [names = '', rule = ''] = line.split(' | ')
			return { names: names.split(', ').map((name) => name.split(' ').map(toHolidayWord)), rule: toRule(rule.trim()) }
		})
}

/** Every holiday by the first word of each of its names, longest names first. */
export function createHolidayIndex(): ReadonlyMap<string, { words: string[]; rule: HolidayRule }[]> {
	const moon = readLines(moonTable, (text) => {
		const [month = 1, tithi = 1, hour = 0, plus = 0] = text.split(' ').map(Number)
		return { on: 'moon', month, tithi, hour, plus }
	})
	const index = new Map<string, { words: string[]; rule: HolidayRule }[]>()
	for (const { names, rule } of [...readLines(table, readRule), ...moon]) {
		for (const words of names) {
			const first = words[0] ?? ''
			index.set(first, [...(index.get(first) ?? []), { words, rule }])
		}
	}
	for (const entries of index.values()) entries.sort((a, b) => b.words.length - a.words.length)
	return index
}
