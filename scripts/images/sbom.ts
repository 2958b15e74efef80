import { mkdirSync, writeFileSync } from 'node:fs'
import { isRecord } from '../json.ts'
import { fromRoot } from '../root.ts'
import { capture } from '../run.ts'
import type { Gate } from './content-gates.ts'
import { toRepository, type ImageName } from './docker.ts'

const workspaces: Readonly<Record<ImageName, string>> = { backend: 'apps/api', frontend: 'apps/web' }
/** What each is built around: a list without it is a list of something else. */
const mustName: Readonly<Record<ImageName, string>> = { backend: 'fastify', frontend: 'next' }

/** Writes the list of what an image's program is made of (CycloneDX, from the lock file) into `.cache/images`. */
export async function checkSbom(image: ImageName): Promise<Gate> {
	const flags = ['--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev', `--workspace=${workspaces[image]}`]
	const { code, output } = await capture('npm', ['sbom', '--silent', ...flags])
	const names = code === 0 ? readNames(output) : []
	const path = `.cache/images/${toRepository(image)}.cdx.json`
	mkdirSync(fromRoot('.cache/images'), { recursive: true })
	writeFileSync(fromRoot(path), output)
	return {
		id: 'IMG-5',
		what: `${toRepository(image)}: list of its parts`,
		measured: `${names.length} packages in ${path}`,
		held: names.includes(mustName[image]),
	}
}

function readNames(text: string): string[] {
	const list: unknown = JSON.parse(text)
	const components = isRecord(list) && Array.isArray(list.components) ? list.components : []
	return components.map((component) => (isRecord(component) ? String(component.name) : ''))
}
