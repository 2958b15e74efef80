import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Scope } from '../actor.ts'
import { tools } from '../assistant/tools/registry.ts'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'
import { addPerson } from './testing/person.ts'
import type { Person } from './testing/person.ts'
import { ask, bearer } from './testing/request.ts'

type Arguments = Record<string, unknown>

const made = z.object({ key: z.string() })

/** For each tool a call about somebody's own things; it succeeds. */
const samples: Readonly<Record<string, (person: Person) => Arguments>> = {
	add_task: ({ things }) => ({ title: 'from a form', parent_id: things.task }),
	add_tasks: ({ secret }) => ({ tasks: [{ title: 'from a form', list: `${secret} list` }] }),
	list_tasks: () => ({}),
	count_tasks: () => ({}),
	find_tasks: ({ secret }) => ({ query: secret }),
	get_tasks: ({ things }) => ({ task_ids: [things.task] }),
	complete_task: ({ things }) => ({ task_id: things.task }),
	complete_tasks: ({ things }) => ({ task_ids: [things.task, things.subtask] }),
	reopen_task: ({ things }) => ({ task_id: things.task }),
	reopen_tasks: ({ things }) => ({ task_ids: [things.task] }),
	skip_tasks: ({ things }) => ({ task_ids: [things.recurring] }),
	update_task: ({ things }) => ({ task_id: things.task, priority: 'high' }),
	update_tasks: ({ things }) => ({ task_ids: [things.task], priority: 'high' }),
	reschedule_tasks: ({ things }) => ({ task_ids: [things.recurring], shift_days: 1 }),
	delete_task: ({ things }) => ({ task_id: things.task }),
	delete_tasks: ({ things }) => ({ task_ids: [things.task] }),
	list_lists: () => ({}),
	list_tags: () => ({}),
	create_list: () => ({ name: 'from a form' }),
	rename_list: ({ secret }) => ({ list: `${secret} list`, name: 'from a form' }),
	delete_list: ({ secret }) => ({ list: `${secret} list` }),
	list_sections: ({ secret }) => ({ list: `${secret} list` }),
	create_section: ({ secret }) => ({ list: `${secret} list`, name: 'from a form' }),
	rename_section: ({ secret }) => ({ list: `${secret} list`, section: `${secret} section`, name: 'from a form' }),
	delete_section: ({ secret }) => ({ list: `${secret} list`, section: `${secret} section` }),
	move_to_section: ({ secret, things }) => ({
		task_ids: [things.task],
		list: `${secret} list`,
		section: `${secret} section`,
	}),
	find_trash: () => ({}),
	restore_task: ({ things }) => ({ task_id: things.trashed }),
	empty_trash: () => ({}),
	undo: () => ({}),
}

describe.each(databases)('over MCP a key that may write and delete but not read, on %s', (_, open) => {
	let people = 0
	const app = provideApp(open, { RATE_LIMIT: '0' })

	async function enter() {
		people += 1
		return addPerson(app.wired, `open sesame ${people}`, { guest: true })
	}

	async function makeKey({ token }: Person, scopes: Scope[]): Promise<Record<string, string>> {
		const body = { name: 'agent', scopes }
		const answer = await ask(app.wired, { method: 'POST', path: '/api/keys' }, { body }, bearer(token))
		return { ...bearer(made.parse(answer.json).key), accept: 'application/json, text/event-stream' }
	}

	/** What is answered, as it comes over the wire. */
	async function send(key: Record<string, string>, method: string, params: Arguments = {}): Promise<string> {
		const body = { jsonrpc: '2.0', id: 1, method, params }
		const answer = await ask(app.wired, { method: 'POST', path: '/mcp' }, { body }, key)
		expect(answer.status).toBe(200)
		return answer.text
	}
	const invoke = (key: Record<string, string>, name: string, args: Arguments) =>
		send(key, 'tools/call', { name, arguments: args })

	async function readTasks({ token }: Person): Promise<unknown> {
		return (await ask(app.wired, { method: 'GET', path: '/api/tasks' }, {}, bearer(token))).json
	}

	/** Their words stand in titles and names with spaces, in tags with hyphens. */
	const expectNothingOf = ({ secret }: Person, text: string) => expect(text.replaceAll('-', ' ')).not.toContain(secret)

	test('APP-5: every tool has its sample', () => {
		expect(Object.keys(samples).toSorted()).toEqual(tools.map(({ name }) => name).toSorted())
	})

	test.each(tools.map(({ name, access }) => ({ name, access })))(
		'APP-5: $name tells it nothing and does nothing, nor does its dry run',
		async ({ name, access }) => {
			const person = await enter()
			const args = samples[name]?.(person) ?? {}
			const blind = await makeKey(person, ['tasks:write', 'tasks:delete'])
			const before = await readTasks(person)
			const dry = { ...args, dry_run: true }
			// What is wrong with a call is no way around either.
			const missing = { ...args, section: 'nowhere', list: 'nowhere', task_id: person.things.task }
			for (const given of [dry, missing, { ...missing, dry_run: true }, args]) {
				const answer = await invoke(blind, name, given)
				expect(answer).toContain('SCOPE_MISSING: This key lacks the scope tasks:read.')
				expectNothingOf(person, answer)
			}
			expect(await readTasks(person)).toEqual(before)
			// The same calls are good ones: with all scopes they are answered.
			const whole = await makeKey(person, ['tasks:read', 'tasks:write', 'tasks:delete'])
			for (const given of access === 'read' ? [args] : [dry, args])
				expect(await invoke(whole, name, given)).not.toContain('isError')
		},
	)

	test('APP-5: no tool is listed for it', async () => {
		const person = await enter()
		const blind = await makeKey(person, ['tasks:write', 'tasks:delete'])
		expect(await send(blind, 'tools/list')).toContain('"tools":[]')
	})

	test.each(tools.filter(({ access }) => access !== 'read').map(({ name, scopes }) => ({ name, scopes })))(
		'APP-5: a key that only reads is told by the dry run of $name which scope it lacks',
		async ({ name, scopes }) => {
			const person = await enter()
			const reader = await makeKey(person, ['tasks:read'])
			const args = samples[name]?.(person) ?? {}
			for (const given of [{ ...args, dry_run: true }, args]) {
				const answer = await invoke(reader, name, given)
				expect(answer).toContain(`SCOPE_MISSING: This key lacks the scope ${scopes[0]}.`)
				expectNothingOf(person, answer)
			}
		},
	)
})
