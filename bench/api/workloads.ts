import type { Person } from './servers.ts'

/** What is sent: the same to both, but for how each knows who asks. */
export interface Workload {
	name: string
	status: number
	/** Where our API is asked otherwise: with the state it told before. */
	productStatus?: number
	toRequests(people: readonly Person[], toHeader: (person: Person) => string, etags?: readonly string[]): string[]
}

const tasksEach = 100
export const peopleCount = 64

const get = (path: string, header: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n`

function post(path: string, header: string, body: unknown): string {
	const json = JSON.stringify(body)
	const headers = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}`
	return `POST ${path} HTTP/1.1\r\nhost: localhost\r\n${header}\r\n${headers}\r\n\r\n${json}`
}

/** Half of the people write and half read, so that the readers' tasks stay as many. */
const writers = (people: readonly Person[]) => people.slice(0, peopleCount / 2)
const readers = (people: readonly Person[]) => people.slice(peopleCount / 2)

export const seededTasks = tasksEach

export const create: Workload = {
	name: 'create a task',
	status: 201,
	toRequests: (people, toHeader) =>
		writers(people).map((person) => post('/api/tasks', toHeader(person), { title: 'Buy milk, bread and two lemons' })),
}

/** More different pages than our cache holds, one after the other: each has to be made anew. */
export const list: Workload = {
	name: 'list 50 tasks',
	status: 200,
	toRequests: (people, toHeader) =>
		['asc', 'desc'].flatMap((order) =>
			Array.from({ length: tasksEach - 50 }, (_, offset) => offset).flatMap((offset) =>
				readers(people).map((person) => get(`/api/tasks?limit=50&order=${order}&offset=${offset}`, toHeader(person))),
			),
		),
}

/** The same page again and again, nothing having changed. */
export const listUnchanged: Workload = {
	name: 'list 50 tasks, unchanged',
	status: 200,
	toRequests: (people, toHeader) => readers(people).map((person) => get('/api/tasks?limit=50', toHeader(person))),
}

/** The same page by somebody who has it already: `If-None-Match`. The bare server knows no such thing and sends it whole. */
export const listKnown: Workload = {
	name: 'list 50 tasks, If-None-Match',
	status: 200,
	productStatus: 304,
	toRequests: (people, toHeader, etags) =>
		readers(people).map((person, i) => {
			const known = etags?.[i] === undefined ? '' : `\r\nif-none-match: ${etags[i]}`
			return get('/api/tasks?limit=50', `${toHeader(person)}${known}`)
		}),
}

/** The state of each reader's first page, as our API names it. */
export function readEtags(port: number, people: readonly Person[]): Promise<string[]> {
	return Promise.all(
		readers(people).map(async ({ token }) => {
			const headers = { authorization: `Bearer ${token}` }
			const answer = await fetch(`http://127.0.0.1:${port}/api/tasks?limit=50`, { headers })
			await answer.arrayBuffer()
			return answer.headers.get('etag') ?? ''
		}),
	)
}
