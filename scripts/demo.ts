import type { BrowserContext } from 'playwright-core'

const toDay = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

const lists = [
	{ name: 'Home', colour: 'blue' },
	{ name: 'Work', colour: 'amber' },
	{ name: 'Trip to Porto', colour: 'teal' },
] as const
type ListName = (typeof lists)[number]['name']

type DemoTask = {
	title: string
	list?: ListName
	day?: number
	time?: string
	priority?: 'low' | 'medium' | 'high'
	tags?: string[]
	recurrence?: string
	description?: string
	reminders?: { minutes_before: number }[]
	steps?: string[]
	stepsDone?: number
	done?: boolean
}

const tasks: DemoTask[] = [
	{ title: 'Pay the rent', list: 'Home', day: -3, priority: 'high', recurrence: 'FREQ=MONTHLY' },
	{ title: 'Buy milk and eggs', day: 0, tags: ['errands'] },
	{
		title: 'Prepare the slides for Monday',
		list: 'Work',
		day: 0,
		time: '16:00',
		priority: 'medium',
		description: 'Numbers from Ada’s sheet; keep it to eight. The draft is in the shared folder.',
		reminders: [{ minutes_before: 30 }],
		steps: ['Collect the figures', 'Write the story line', 'Ask Ben for the cover'],
		stepsDone: 1,
	},
	{ title: 'Send the invoice to Northwind', list: 'Work', day: 0 },
	{ title: 'Water the plants', list: 'Home', day: 0, priority: 'low', recurrence: 'FREQ=DAILY;INTERVAL=3' },
	{ title: 'Call mum', day: 1, time: '09:00', tags: ['family'], recurrence: 'FREQ=WEEKLY;BYDAY=SA' },
	{ title: 'Return the library books', day: 2, tags: ['errands'] },
	{ title: 'Fix the bike light', list: 'Home', tags: ['errands'] },
	{ title: 'Plan the birthday dinner', tags: ['family'], day: 4 },
	{ title: 'Review the contract', list: 'Work', day: 3, priority: 'medium' },
	{ title: 'Write the release notes', list: 'Work', day: 5 },
	{ title: 'Book a room for the workshop', list: 'Work', day: 6 },
	{ title: 'Answer the survey', list: 'Work' },
	{ title: 'Find a place to stay', list: 'Trip to Porto', day: 6, priority: 'medium' },
	{ title: 'Ask Inês for a restaurant', list: 'Trip to Porto' },
	{ title: 'Pack the camera', list: 'Trip to Porto', day: 11 },
	{ title: 'Read about the wine cellars', list: 'Trip to Porto' },
	{ title: 'Sort the photos', tags: ['errands'] },
	...[
		'Collect the parcel',
		'Book the dentist',
		'Reply to the landlord',
		'Clean the windows',
		'Back up the laptop',
		'Cancel the trial',
		'Buy stamps',
	].map((title) => ({ title, done: true })),
]

type Post = (path: string, body: object) => Promise<unknown>

/** Fills the account of a browser with an ordinary week, through the API alone. */
export async function seedDemo(context: BrowserContext, pageUrl: string): Promise<Post> {
	const post: Post = async (path, body) => {
		const answer = await context.request.post(pageUrl + path, { data: body, headers: { origin: pageUrl } })
		if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
		return answer.json()
	}
	await post('/api/auth/guest', { time_zone: 'UTC', locale: 'en-GB' })
	const ids = new Map<string, number>()
	for (const list of lists) ids.set(list.name, readId(await post('/api/lists', list)))
	for (const task of tasks) await addTask(post, task, ids)
	return post
}

async function addTask(post: Post, task: DemoTask, listIds: ReadonlyMap<string, number>): Promise<void> {
	const { list, day, time, steps = [], stepsDone = 0, done, ...fields } = task
	const due = day === undefined ? {} : { due_date: toDay(day) + (time ? `T${time}` : '') }
	const place = list ? { list_id: listIds.get(list) } : {}
	const id = readId(await post('/api/tasks', { ...fields, ...due, ...place }))
	for (const [n, title] of steps.entries()) {
		const step = readId(await post('/api/tasks', { title, parent_id: id, ...place }))
		if (n < stepsDone) await post('/api/tasks/bulk', { action: 'complete', ids: [step] })
	}
	if (done) await post('/api/tasks/bulk', { action: 'complete', ids: [id] })
}

function readId(answer: unknown): number {
	const id: unknown = answer !== null && typeof answer === 'object' ? Reflect.get(answer, 'id') : undefined
	if (typeof id !== 'number') throw new Error(`No id in ${JSON.stringify(answer)}`)
	return id
}
