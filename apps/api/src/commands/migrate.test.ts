import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../database/migrations/index.ts'
import { databases } from '../testing/databases.ts'
import type { TestDatabase } from '../testing/databases.ts'
import { spawnApi } from '../testing/start-process.ts'

const steps = migrations.map(({ name }) => name)

/** The command as an init container runs it. */
describe.each(databases)('migrate on %s', (name, open) => {
	let database: TestDatabase

	beforeEach(async () => {
		database = await open()
	})
	afterEach(() => database.drop())

	async function run(env: Record<string, string> = {}, args: readonly string[] = ['migrate']) {
		const api = spawnApi({ DATABASE_URL: database.url, ...env }, args)
		const { code, errors } = await api.ended
		return { code, errors, entries: api.lines.map((line) => JSON.parse(line) as Record<string, unknown>) }
	}
	const upToDate = (applied: string[]) =>
		expect.objectContaining({ message: 'the schema is up to date', steps: applied })

	test('K8S-17: brings the schema up to date and ends; a second run changes nothing', async () => {
		expect(await run()).toEqual({ code: 0, errors: '', entries: [upToDate(steps)] })
		expect(await run()).toEqual({ code: 0, errors: '', entries: [upToDate([])] })
	})

	test('a command that nobody knows ends with a sentence', async () => {
		const { code, errors } = await run({}, ['migrat'])
		expect(code).toBe(1)
		expect(errors).toBe('"migrat" is no command: there is migrate, or none to serve.\n')
	})

	test.runIf(name === 'postgres')('K8S-17: several at once apply each step once', async () => {
		const runs = await Promise.all([run(), run(), run()])
		expect(runs.map(({ code }) => code)).toEqual([0, 0, 0])
		expect(runs.flatMap(({ entries }) => entries.at(-1)?.['steps'])).toEqual(steps)
	})

	test.runIf(name === 'postgres')('K8S-17: waits for the database, past its pooler', async () => {
		const gate = await openGate(database.url)
		const running = run({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none', DATABASE_DIRECT_URL: gate.url })
		await gate.refused
		gate.open()
		const { code, entries } = await running
		expect(entries.map(({ message }) => message)).toContain('waiting for the database')
		expect(entries.at(-1)).toEqual(upToDate(steps))
		expect(code).toBe(0)
		gate.server.close()
	})
})

type Gate = { server: Server; url: string; refused: Promise<void>; open(): void }

/** An address that hangs up until it is opened, and leads to the database from then on. */
async function openGate(url: string): Promise<Gate> {
	const { hostname, port } = new URL(url)
	let isOpen = false
	let tell = () => undefined as void
	const refused = new Promise<void>((resolve) => (tell = resolve))
	const server = createServer((client) => {
		client.on('error', () => client.destroy())
		if (!isOpen) {
			client.destroy()
			return tell()
		}
		const upstream = connect(Number(port), hostname)
		upstream.on('error', () => client.destroy())
		client.pipe(upstream).pipe(client)
	})
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
	const address = new URL(url)
	address.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
	return { server, url: address.href, refused, open: () => void (isOpen = true) }
}
