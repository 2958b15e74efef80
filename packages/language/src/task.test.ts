import { expect, test } from 'vitest'
import { parseTask, parseTasks } from './index.ts'

const context = {
	now: '2026-11-20T10:00:00',
	timeZone: 'Europe/Vienna',
	lists: ['Work', 'Shopping', 'Home Improvement', 'C++', 'Work Trips'],
}

test('APP-1: where a series ends may be said apart from it, and is highlighted as part of it', () => {
	const text = 'every weekday at 8 workout until christmas'
	expect(parseTask(text, context)).toMatchObject({
		title: 'workout',
		recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261225',
		highlights: [
			{ kind: 'recurrence', text: 'every weekday at 8' },
			{ kind: 'recurrence', text: 'until christmas', start: 27, end: 42 },
		],
	})
})

const runs: [string, string, string][] = [
	['gym mon wed fri 7am', 'gym', 'MO,WE,FR'],
	['gym mon wed at 7', 'gym', 'MO,WE'],
	['swim tue thu', 'swim', 'TU,TH'],
	['class tuesday thursday 10:00', 'class', 'TU,TH'],
	['gym on tue/thu', 'gym', 'TU,TH'],
	['gym tues & thurs 6pm', 'gym', 'TU,TH'],
	['run mon, wed', 'run', 'MO,WE'],
	['gym mwf', 'gym', 'MO,WE,FR'],
	['choir mondays wednesdays and fridays', 'choir', 'MO,WE,FR'],
	['gym every mon; wed; fri', 'gym', 'MO,WE,FR'],
	['gym every (mon, wed)', 'gym', 'MO,WE'],
	['gym every m/w/f', 'gym', 'MO,WE,FR'],
	['gym every Mo We Fr', 'gym', 'MO,WE,FR'],
	['gym every tu,th', 'gym', 'TU,TH'],
	['gym every mtwtf', 'gym', 'MO,TU,WE,TH,FR'],
	['gym every tusday and thurday', 'gym', 'TU,TH'],
]

test.each(runs)('APP-1: days in any usual punctuation are a weekly series: %s', (text, title, days) => {
	expect(parseTask(text, context)).toMatchObject({ title, recurrence: `FREQ=WEEKLY;BYDAY=${days}` })
})

test.each(['plan mon wed meetings', 'mon tue wed planner', 'read the sat sun papers', 'wed fri night fever'])(
	'APP-1: days side by side before what they describe stay in the title: %s',
	(text) => {
		expect(parseTask(text, context)).toMatchObject({ title: text, due_date: null, recurrence: null })
	},
)

test('APP-1: a line of quick add is read whole', () => {
	expect(
		parseTask('Call the plumber tomorrow at 3pm !high #home #Urgent +shopping remind me 1 hour before', context),
	).toMatchObject({
		title: 'Call the plumber',
		due_date: '2026-11-21T15:00',
		recurrence: null,
		repeat_from: 'due',
		priority: 'high',
		tags: ['home', 'urgent'],
		list: 'Shopping',
		reminders: [60],
	})
})

test('highlights are the ranges of the typed text', () => {
	const text = 'Öl 🛢 kaufen morgen tomorrow at noon every month #Auto !!'
	const { highlights } = parseTask(text, context)
	for (const { start, end, text: part } of highlights) expect(text.slice(start, end)).toBe(part)
	expect(highlights.map(({ kind, text: part }) => [kind, part])).toEqual([
		['due', 'tomorrow at noon'],
		['recurrence', 'every month'],
		['tag', '#Auto'],
		['priority', '!!'],
	])
})

test('what the person made plain text again is not read', () => {
	const text = 'watch monday on tuesday #film'
	const monday = { start: 6, end: 12 }
	expect(parseTask(text, context)).toMatchObject({ due_date: '2026-11-24' })
	expect(parseTask('watch friday tomorrow', context)).toMatchObject({ title: 'watch tomorrow', due_date: '2026-11-20' })
	expect(parseTask('watch friday tomorrow', context, [monday])).toMatchObject({
		title: 'watch friday',
		due_date: '2026-11-21',
	})
	expect(parseTask('read #film', context, [{ start: 5, end: 10 }])).toMatchObject({ title: 'read #film', tags: [] })
})

const priorities: [string, string, string][] = [
	['wash the car !1', 'high', 'wash the car'],
	['wash the car !2', 'medium', 'wash the car'],
	['wash the car !low', 'low', 'wash the car'],
	['wash the car p3', 'low', 'wash the car'],
	['wash the car p1 today', 'high', 'wash the car'],
	['wash the car !!', 'medium', 'wash the car'],
	['wash the car !!!', 'high', 'wash the car'],
	['wash the car, high priority', 'high', 'wash the car'],
	['wash the car with low priority', 'low', 'wash the car'],
	['wash the car priority: medium', 'medium', 'wash the car'],
	['wash the car!', 'none', 'wash the car!'],
	['wash the car now!!!', 'none', 'wash the car!!!'],
	['p5 racing', 'none', 'p5 racing'],
	['raise priorities', 'none', 'raise priorities'],
]

test.each(priorities)('priority of "%s" is %s', (text, priority, title) => {
	expect(parseTask(text, context)).toMatchObject({ priority, title })
})

const lists: [string, string | null, string][] = [
	['fix sink +home improvement', 'Home Improvement', 'fix sink'],
	['fix sink @shopping', 'Shopping', 'fix sink'],
	['/work fix build', 'Work', 'fix build'],
	['fix build +work tomorrow', 'Work', 'fix build'],
	['book hotel +work trips', 'Work Trips', 'book hotel'],
	['learn templates +c++', 'C++', 'learn templates'],
	['fix sink +shop', 'Shopping', 'fix sink'],
	['fix sink +wor', null, 'fix sink +wor'],
	['fix sink +garden', null, 'fix sink +garden'],
	['1 + shopping', null, '1 + shopping'],
	['a+work', null, 'a+work'],
]

test.each(lists)('the list of "%s" is %s', (text, list, title) => {
	expect(parseTask(text, context)).toMatchObject({ list, title })
})

test('tags are lower case and stand once; numbers and word parts are none', () => {
	expect(parseTask('#A b #b2 #a #straße', context).tags).toEqual(['a', 'b2', 'straße'])
	expect(parseTask('fix #12 and issue#tag and C# #', context)).toMatchObject({
		tags: [],
		title: 'fix #12 and issue#tag and C# #',
	})
})

const cut: [string, string, string[]][] = [
	['ring the plumber, low priority, friday 9am, tag house', 'ring the plumber', ['house']],
	['ring the plumber, p2, friday, ask for Max', 'ring the plumber, ask for Max', []],
	['ring the plumber; #house; friday; bring keys', 'ring the plumber; bring keys', ['house']],
	['ring the plumber - friday - about the sink', 'ring the plumber - about the sink', []],
	['ring the plumber (friday, p1)', 'ring the plumber', []],
	['sort photos, tagged family and trips, tomorrow', 'sort photos', ['family', 'trips']],
	['buy stickers, tag them', 'buy stickers, tag them', []],
	['buy spray paint, tag wall art', 'buy spray paint, tag wall art', []],
	['ring the plumber on the friday after next', 'ring the plumber', []],
	['tag team match tomorrow', 'tag team match', []],
]

test.each(cut)('one mark is left where "%s" is cut', (text, title, tags) => {
	expect(parseTask(text, context)).toMatchObject({ title, tags })
})

test('a tag said in words is a highlight of its name, which can be made plain again', () => {
	const text = 'sort photos, tag family'
	const [tag] = parseTask(text, context).highlights
	expect(tag).toMatchObject({ kind: 'tag', text: 'family' })
	expect(parseTask(text, context, tag ? [tag] : [])).toMatchObject({ title: text, tags: [] })
})

const reminders: [string, number[]][] = [
	['meet Bo at 5 remind me 10 minutes before', [10]],
	['meet Bo at 5 with a reminder 2 hours before', [120]],
	['meet Bo at 5, reminder 1 day early', [1440]],
	['meet Bo at 5 remind me an hour before and remind me 5 min before', [60, 5]],
	['meet Bo at 5 remind me at the time', [0]],
	['remind me about Bo', []],
]

test.each(reminders)('reminders of "%s" are %j', (text, minutes) => {
	expect(parseTask(text, context).reminders).toEqual(minutes)
})

test('quoted text is a title as it stands', () => {
	expect(parseTask('"Call Ann tonight"', context)).toMatchObject({ title: 'Call Ann tonight', due_date: null })
	expect(parseTask('read “Every Day” by monday', context)).toMatchObject({
		title: 'read “Every Day”',
		due_date: '2026-11-23',
		recurrence: null,
	})
	expect(parseTask("don't call Ann's boss tomorrow", context)).toMatchObject({
		title: "don't call Ann's boss",
		due_date: '2026-11-21',
	})
})

test('addresses and code are never read', () => {
	expect(parseTask('see https://example.org/friday?at=5pm#tag tomorrow', context)).toMatchObject({
		title: 'see https://example.org/friday?at=5pm#tag',
		due_date: '2026-11-21',
		tags: [],
	})
	expect(parseTask('run `at 5pm` and [on friday](https://a.example/monday)', context)).toMatchObject({ due_date: null })
})

test('hours between occurrences give a due time', () => {
	expect(parseTask('drink water every 2 hours', context)).toMatchObject({
		due_date: '2026-11-20T12:00',
		recurrence: 'FREQ=HOURLY;INTERVAL=2',
	})
})

test('an empty text is an empty task', () => {
	expect(parseTask('   ', context)).toMatchObject({ title: '', due_date: null, highlights: [] })
})

test('several tasks are lines, semicolons, numbered lists or "add … and add …"', () => {
	const titles = (text: string): string[] => parseTasks(text, context).map(({ title }) => title)
	expect(titles('buy milk, eggs and bread')).toEqual(['buy milk, eggs and bread'])
	expect(titles('buy milk; buy eggs')).toEqual(['buy milk', 'buy eggs'])
	expect(titles('1. milk\n2) eggs\n- bread\n* tea\n\n[ ] jam')).toEqual(['milk', 'eggs', 'bread', 'tea', 'jam'])
	expect(titles('add milk and add eggs tomorrow')).toEqual(['milk', 'eggs'])
	expect(parseTasks('call Ann at 5\ncall Bob tomorrow', context).map(({ due_date }) => due_date)).toEqual([
		'2026-11-20T17:00',
		'2026-11-21',
	])
})

test.each([
	['pay the rent every 1st p2', 'pay the rent', 'medium'],
	['rent on the 1st p1', 'rent', 'high'],
	['settle the bill every 15th p3', 'settle the bill', 'low'],
])('%s: the priority right behind a day of the month leaves the day alone', (text, title, priority) => {
	const task = parseTask(text, context)
	expect(task).toMatchObject({ title, priority })
	expect(task.due_date).toMatch(/^2026-12-(01|15)$/)
})
