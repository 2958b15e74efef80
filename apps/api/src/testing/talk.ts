import { call, endpoints } from '@todo/contract'
import type { Message, NewTask, Send, Task } from '@todo/contract'
import type { OpenDatabase } from './databases.ts'
import { provideApp } from './provide-app.ts'
import type { ProvidedApp } from './provide-app.ts'

/** Friday. */
const start = Date.parse('2026-11-20T10:00:00Z')

export interface Stage {
	readonly app: ProvidedApp
	/** Plays a conversation of a new guest through HTTP; answers what came out otherwise than the script says. */
	play(script: string, options?: { timeZone?: string }): Promise<{ line: string; cameOut: string }[]>
	/** Moves the clock on. */
	wait(seconds: number): void
}

/** Where the conversations of one `describe` are played, within which it is called. */
export function provideStage(open: OpenDatabase): Stage {
	let now = start
	const app = provideApp(open, {}, { now: () => new Date(now) })
	return {
		app,
		wait: (seconds) => void (now += seconds * 1000),
		async play(script, { timeZone = 'UTC' } = {}) {
			now = start
			const { send } = await app.guest(timeZone)
			const player = createPlayer(send, () => void (now += 5000))
			const differences: { line: string; cameOut: string }[] = []
			for (const { who, text } of toLines(script)) {
				const cameOut = await player.play(who, text)
				if (cameOut !== text) differences.push({ line: `${who}: ${text}`, cameOut })
			}
			return differences
		},
	}
}

const pattern =
	/^\s*(given|day first|month first|you press|you undo|you|bot does|bot says|bot shows|bot offers|new conversation|list is|lists are):?\s?(.*)$/

function toLines(script: string): { who: string; text: string }[] {
	return script
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !line.startsWith('//'))
		.map((line) => {
			const [, who, text] = pattern.exec(line) ?? []
			if (who === undefined || text === undefined) throw new Error(`no such line in a script: ${line}`)
			return { who, text: text.replaceAll('\\n', '\n') }
		})
}

/** Tools that change nothing: scripts tell what the bot does. */
const reads = new Set([
	'list_tasks',
	'count_tasks',
	'find_tasks',
	'get_tasks',
	'list_lists',
	'list_tags',
	'list_sections',
	'find_trash',
])

function createPlayer(send: Send, tick: () => void) {
	let conversation: number | undefined
	let last: Message | undefined

	function requireLast(): Message {
		if (!last) throw new Error('nothing was said yet')
		return last
	}

	async function say(message: string): Promise<void> {
		tick()
		const body = conversation === undefined ? { message } : { message, conversation_id: conversation }
		const reply = await call(send, endpoints.chats.chat, { body })
		conversation = reply.conversation_id
		last = reply.message
	}

	async function press(answer: 'yes' | 'no'): Promise<void> {
		const id = requireLast().confirmation?.id ?? ''
		last = (await call(send, endpoints.chats.answerConfirmation, { params: { id }, body: { answer } })).message
	}

	async function give(task: string): Promise<void> {
		const { done, ...body } = toGiven(task)
		const { id } = await call(send, endpoints.tasks.createTask, { body })
		if (done) await call(send, endpoints.tasks.completeTask, { params: { id }, body: { completed: true } })
	}

	const readList = async () => {
		const [tasks, lists] = [
			await call(send, endpoints.tasks.listTasks, { query: { sort: 'created_at', order: 'asc' } }),
			await call(send, endpoints.lists.listLists, {}),
		]
		const names = new Map(lists.map(({ id, name }) => [id, name]))
		return { tasks: tasks.map((task) => toText(task, names)), lists: lists.map(({ name }) => name) }
	}

	return {
		/** Does what the line says, and answers its text as it came out. */
		async play(who: string, text: string): Promise<string> {
			switch (who) {
				case 'given':
					for (const task of text.split(' / ')) await give(task)
					return text
				case 'day first':
				case 'month first':
					await call(send, endpoints.settings.updateSettings, {
						body: who === 'day first' ? { day_first: true, locale: 'en-GB' } : { day_first: false, locale: 'en-US' },
					})
					return text
				case 'you':
					await say(text)
					return text
				case 'you press':
					await press(text === 'yes' ? 'yes' : 'no')
					return text
				case 'you undo':
					await call(send, endpoints.changes.undo, { body: { operation_id: requireLast().operation_id ?? '' } })
					return text
				case 'new conversation':
					conversation = undefined
					return text
				case 'bot does':
					return (
						requireLast()
							.tool_calls.map(({ tool }) => tool)
							.filter((tool) => !reads.has(tool))
							.join(', ') || 'nothing'
					)
				case 'bot says': {
					const { content } = requireLast()
					return text.split(' … ').every((part) => content.includes(part)) ? text : content
				}
				case 'bot shows':
					return (
						requireLast()
							.tasks.map(({ title }) => title)
							.join(' / ') || 'nothing'
					)
				case 'bot offers':
					return (
						requireLast()
							.suggestions.map(({ message }) => message)
							.join(' / ') || 'nothing'
					)
				case 'list is':
					return (await readList()).tasks.join(' / ') || 'empty'
				default:
					return (await readList()).lists.join(' / ') || 'none'
			}
		},
	}
}

/** "[x] Buy milk (2026-11-21T09:00) !high *FREQ=DAILY #home @Shopping": what is usual is left out. */
function toText(task: Task, lists: ReadonlyMap<number, string>): string {
	return [
		task.completed ? '[x]' : '',
		task.title,
		task.due_date === null ? '' : `(${task.due_date})`,
		task.priority === 'none' ? '' : `!${task.priority}`,
		task.recurrence === null ? '' : `*${task.recurrence}`,
		...task.tags.map((tag) => `#${tag}`),
		task.list_id === null ? '' : `@${lists.get(task.list_id) ?? '?'}`,
		task.parent_id === null ? '' : `<${task.parent_id}`,
	]
		.filter(Boolean)
		.join(' ')
}

function toGiven(text: string): NewTask & { done: boolean } {
	const due = /\(([\dT:-]+)\)/.exec(text)?.[1]
	const priority = /!(low|medium|high)\b/.exec(text)?.[1]
	const recurrence = /\*(\S+)/.exec(text)?.[1]
	const tags = [...text.matchAll(/#(\S+)/g)].map((match) => match[1] ?? '')
	const title = text.replace(/^\[x\]\s*/, '').replaceAll(/\s(?:\([\dT:-]+\)|!(?:low|medium|high)\b|\*\S+|#\S+)/g, '')
	return {
		title: title.trim(),
		...(due === undefined ? {} : { due_date: due }),
		...(priority === 'low' || priority === 'medium' || priority === 'high' ? { priority } : {}),
		...(recurrence === undefined ? {} : { recurrence }),
		...(tags.length > 0 ? { tags } : {}),
		done: text.startsWith('[x]'),
	}
}
