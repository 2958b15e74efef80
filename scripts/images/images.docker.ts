import { expect, test } from 'vitest'
import { readImage } from './archive.ts'
import { checkImages } from './check.ts'
import { terminate, withContainer } from './container.ts'
import type { Gate } from './content-gates.ts'
import { images, runDocker, toRepository, tryDocker } from './docker.ts'
import { findSecrets } from './secrets.ts'

test('IMG-1, IMG-2, IMG-3, IMG-4, IMG-5, IMG-6, IMG-7: every gate of npm run images:check holds', async () => {
	const gates: Gate[] = []
	for await (const gate of checkImages()) gates.push(gate)
	expect(gates.filter(({ held }) => !held)).toEqual([])
	expect(gates.length).toBeGreaterThan(25)
})

test.for(images)(
	'IMG-4: a secret planted in %s and removed again is found in its layers and its history',
	async (image) => {
		const tag = `${toRepository(image)}:planted`
		const planted = 'npm_0123456789abcdefghijABCDEFGHIJ012345'
		const steps = [
			`FROM ${toRepository(image)}:latest`,
			'USER 0',
			`RUN echo ${planted} > /app/notes`,
			'RUN rm /app/notes',
			'ENV BETTER_AUTH_SECRET=0123456789abcdefABCDEF',
		]
		try {
			await runDocker(['build', '--tag', tag, '-'], { input: steps.join('\n') })
			const found = findSecrets(await readImage(tag), new Set(), []).join('\n')
			expect(found).toContain("/app/notes holds npm's token")
			expect(found).toMatch(/step \d+ of its history holds npm's token/)
			expect(found).toContain('its configuration holds a secret of the product')
			expect(found).not.toContain(planted)
		} finally {
			await tryDocker(['image', 'rm', '--force', tag])
		}
	},
)

test.for(images)('IMG-1: %s runs on the official Node image, too', async (image) => {
	const tag = `${toRepository(image)}:on-node`
	try {
		await runDocker(['build', `--target=${image}`, '--build-arg=RUNTIME_BASE=node:24-alpine', `--tag=${tag}`, '.'])
		await withContainer(image, { tag }, async ({ id, url }) => {
			expect((await fetch(`${url}/healthz`)).status).toBe(200)
			expect(await runDocker(['exec', id, 'ls', '/usr/local/bin'])).not.toMatch(/npm|npx|corepack|yarn/)
			expect(await terminate(id)).toMatchObject({ code: 0 })
		})
	} finally {
		await tryDocker(['image', 'rm', '--force', tag])
	}
})

test('IMG-4: the API does not start in production without a secret, and says which', async () => {
	const { code, errors } = await tryDocker(['run', '--rm', '--read-only', '--tmpfs', '/tmp', 'todo-backend:latest'])
	expect(code).toBe(1)
	expect(errors).toContain('BETTER_AUTH_SECRET')
})
