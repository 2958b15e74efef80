import { capture } from '../run.ts'
import { requireString, readJson } from '../json.ts'
import { isMain } from '../main.ts'
import { startStep } from '../step.ts'
import { images, runDocker, toRepository, type ImageName } from './docker.ts'

export type Release = { version: string; revision: string }

/** The tags of an image: `latest` for work on this machine, version and commit for releases (IMG-7). */
export function toTags(image: ImageName, { version, revision }: Release): string[] {
	return ['latest', version, revision].map((tag) => `${toRepository(image)}:${tag}`)
}

/** Arguments of `docker build`; `extra` is what the caller wrote, such as `--network=host` or `--build-arg RUNTIME_BASE=…`. */
export function toBuildArguments(image: ImageName, release: Release, extra: readonly string[]): string[] {
	const values = [`VERSION=${release.version}`, `REVISION=${release.revision}`]
	return [
		'build',
		`--target=${image}`,
		...values.flatMap((value) => ['--build-arg', value]),
		...toTags(image, release).flatMap((tag) => ['--tag', tag]),
		...extra,
		'.',
	]
}

/** The version is package.json's; the commit is marked where files differ from it, so that no release is mistaken for it. */
export async function readRelease(): Promise<Release> {
	const version = requireString(readJson('package.json'), 'version')
	const head = await capture('git', ['rev-parse', '--short=12', 'HEAD'])
	if (head.code !== 0) return { version, revision: 'unknown' }
	const changes = await capture('git', ['status', '--porcelain'])
	const revision = head.output.trim()
	return { version, revision: changes.output.trim() === '' ? revision : `${revision}-changed` }
}

/** `npm run images -- …`: builds both images and tags them; what stands behind `--` goes to `docker build`. */
async function main(extra: readonly string[]): Promise<void> {
	const release = await readRelease()
	for (const image of images) {
		const step = startStep(`Building ${toRepository(image)}`)
		console.log()
		await runDocker(toBuildArguments(image, release, extra), { show: true })
		step.end()
		console.log(toTags(image, release).join('\n'))
	}
}

if (isMain(import.meta)) {
	try {
		await main(process.argv.slice(2))
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}
