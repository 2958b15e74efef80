import { afterEach, describe, expect, test } from 'vitest'
import { standIn, type StandInOptions, type StandIns } from './testing/stand-ins.ts'

const encode = (text: string) => Buffer.from(text).toString('base64')
const toSecret = (data: Record<string, string>, labels = {}) =>
	JSON.stringify({
		metadata: { resourceVersion: '7', labels },
		data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, encode(value)])),
	})

describe.runIf(process.platform !== 'win32')('K8S-14: secrets', () => {
	const open: StandIns[] = []
	const up = async (options: StandInOptions, words = 'up minikube --skip-check') => {
		const standIns = standIn(options)
		open.push(standIns)
		await standIns.todo(words)
		const written = standIns.asked().filter(({ line }) => line.endsWith('--filename -'))
		const all = standIns.said() + standIns.changes().join('\n')
		return {
			written: written.map(({ line, input }) => ({ verb: line.split(' ')[5], data: readData(input) })),
			inputs: written.map(({ input }) => input),
			all,
		}
	}
	afterEach(() => {
		for (const standIns of open.splice(0)) standIns.remove()
	})

	const readData = (input: string): Record<string, string> => {
		const { data }: { data: Record<string, string> } = JSON.parse(input)
		return Object.fromEntries(
			Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()]),
		)
	}

	test('what is missing is made or taken from the environment, and never shown', async () => {
		const { written, all } = await up({ settings: { COHERE_API_KEY: 'co-very-secret' } })
		expect(written).toEqual([
			{
				verb: 'create',
				data: { BETTER_AUTH_SECRET: 'made-up-secret-of-the-test-0123456789', COHERE_API_KEY: 'co-very-secret' },
			},
		])
		expect(all).toContain('COHERE_API_KEY')
		expect(all).not.toMatch(/co-very-secret|made-up-secret/)
		expect(all).not.toContain(encode('co-very-secret'))
	})

	test('what is there stays as it is, and another value is told', async () => {
		const answers = [
			{ when: 'get secret todo-secrets', output: toSecret({ BETTER_AUTH_SECRET: 'first', COHERE_API_KEY: 'old' }) },
		]
		const same = await up({ answers, settings: { COHERE_API_KEY: 'old' } })
		expect(same.written).toEqual([])
		const other = await up({ answers, settings: { COHERE_API_KEY: 'new', OPENAI_API_KEY: 'sk' } })
		expect(other.written).toEqual([
			{ verb: 'replace', data: { BETTER_AUTH_SECRET: 'first', COHERE_API_KEY: 'old', OPENAI_API_KEY: 'sk' } },
		])
		expect(other.all).toContain('COHERE_API_KEY is another one here than in the cluster, where it stays')
	})

	test('who installed the chart by hand stays signed in, and Helm leaves the Secret where it is', async () => {
		const kept = toSecret(
			{ BETTER_AUTH_SECRET: 'by hand', DATABASE_URL: 'postgresql://todo:x@todo-db:5432/todoapp' },
			{
				'app.kubernetes.io/managed-by': 'Helm',
			},
		)
		const { written, inputs } = await up({ answers: [{ when: 'get secret todo-secrets', output: kept }] })
		expect(written).toEqual([{ verb: 'replace', data: { BETTER_AUTH_SECRET: 'by hand' } }])
		expect(inputs[0]).toContain('"annotations":{"helm.sh/resource-policy":"keep"},"resourceVersion":"7"')
	})

	test('a database that is needed and not named is asked for, before anything is begun', async () => {
		for (const settings of [{}, { DATABASE_URL: 'postgresql://me@localhost:5432/todo' }]) {
			const { written, all } = await up({ settings }, 'up docker-desktop --skip-check')
			expect(all).toContain('give its address as DATABASE_URL')
			expect(all).not.toContain('docker build')
			expect(written).toEqual([])
		}
	})
})
