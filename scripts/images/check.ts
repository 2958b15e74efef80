import { settings } from '../../apps/api/src/config/settings.ts'
import { readSettings } from '../environment.ts'
import { isMain } from '../main.ts'
import { fromRoot } from '../root.ts'
import { readImage } from './archive.ts'
import { readRelease } from './build.ts'
import { checkContent, checkSizes, type Gate } from './content-gates.ts'
import { images } from './docker.ts'
import { checkRunning } from './run-gates.ts'
import { checkSbom } from './sbom.ts'

/** Too short to be told from a word. */
const leastSecret = 8

/** Secrets of whoever runs this, from the environment and `.env`: none of them may be in an image. */
export function readKnownSecrets(env: NodeJS.ProcessEnv, file: string): string[] {
	const given = readSettings(env, file)
	const names = settings.filter((setting) => 'secret' in setting && setting.secret).map(({ name }) => name)
	return names.map((name) => given[name] ?? '').filter((value) => value.length >= leastSecret)
}

/** Every gate, the cheap ones first. */
export async function* checkImages(): AsyncGenerator<Gate> {
	const archives = {
		backend: await readImage('todo-backend:latest'),
		frontend: await readImage('todo-frontend:latest'),
	}
	const release = await readRelease()
	const known = readKnownSecrets(process.env, fromRoot('.env'))
	yield* checkSizes(archives)
	for (const image of images) yield* checkContent(image, archives, release, known)
	for (const image of images) yield await checkSbom(image)
	for (const image of images) yield* await checkRunning(image)
}

/** `npm run images:check`: prints what was measured; code 1 where a gate does not hold. */
async function main(): Promise<void> {
	let failed = 0
	let passed = 0
	for await (const { id, what, measured, held } of checkImages()) {
		console.log(`${held ? 'ok    ' : 'FAILED'}  ${id}  ${what}: ${measured}`)
		if (held) passed++
		else failed++
	}
	console.log(`${passed} passed, ${failed} failed`)
	process.exitCode = failed > 0 ? 1 : 0
}

if (isMain(import.meta)) {
	try {
		await main()
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}
