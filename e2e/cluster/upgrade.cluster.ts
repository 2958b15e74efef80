import { call, endpoints } from '@todo/contract'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { images, toRepository } from '../../scripts/images/docker.ts'
import { fromRoot } from '../../scripts/root.ts'
import { sendAs } from './door.ts'
import { count, note, seconds } from './figures.ts'
import { signUp } from './people.ts'
import { bringUp, must, run, settings, takeDown } from './stage.ts'
import { startTraffic } from './traffic.ts'

const chapter = 'Upgrade from the release before'

/** The newest tag behind this commit; empty where there is none, as in a clone without tags. */
const previous = (await run('git', ['describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^'])).output.trim()

describe.skipIf(previous === '' || !settings.loadWith)(`from ${previous || 'no release'}`, () => {
	const folder = mkdtempSync(join(tmpdir(), 'todo-previous-'))
	let tokens: string[] = []

	beforeAll(async () => {
		await takeDown()
		await must('git', ['worktree', 'add', '--force', '--detach', folder, previous])
		// Its own commands and chart, with the libraries that are here.
		symlinkSync(fromRoot('node_modules'), join(folder, 'node_modules'))
		for (const image of images) {
			const name = `${toRepository(image)}:previous`
			const build = ['build', `--target=${image}`, '--tag', name, ...settings.buildArguments, folder]
			await must('docker', build, { env: { DOCKER_BUILDKIT: '1' } })
			await must(settings.loadWith, [name])
		}
	}, 900_000)
	afterAll(async () => {
		await takeDown()
		await run('git', ['worktree', 'remove', '--force', folder])
		rmSync(folder, { recursive: true, force: true })
	})

	test('K8S-17: the data stays, and nobody notices: old and new replicas serve side by side', async () => {
		await bringUp(
			'in-cluster-postgres',
			images.map((image) => `${image}.image.tag=previous`),
		)
		tokens = await signUp(20, 'upgrade')
		const [token = ''] = tokens
		const made = await call(sendAs(token), endpoints.tasks.createTask, {
			body: { title: 'Made by the release before' },
		})
		const traffic = startTraffic({ tokens: tokens.slice(1) })
		const took = await bringUp('in-cluster-postgres')
		const outcome = await traffic.stop()
		const found = await call(sendAs(token), endpoints.tasks.getTask, { params: { id: made.id } })
		expect(found.title).toBe('Made by the release before')
		expect(outcome.failures).toEqual([])
		note(chapter, `${previous} with data to this one, by \`todo up\``, seconds(took))
		note(chapter, 'requests meanwhile, of which failed', `${count(outcome.requests)}, ${outcome.failures.length}`)
	}, 600_000)
})
