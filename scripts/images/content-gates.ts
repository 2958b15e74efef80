import type { Archive } from './archive.ts'
import { ownLayers, toFiles } from './archive.ts'
import type { Release } from './build.ts'
import { toRecord } from '../json.ts'
import { images, toRepository, type ImageName } from './docker.ts'
import { findSecrets } from './secrets.ts'
import type { TarEntry } from './tar.ts'

/** One promise about an image, held or not. */
export type Gate = { id: string; what: string; measured: string; held: boolean }

export type Archives = Readonly<Record<ImageName, Archive>>

/** Bytes that an image may add to what both share. */
const most: Readonly<Record<ImageName, number>> = { backend: 10_000_000, frontend: 25_000_000 }
/** Both images, each counted whole (IMG-3). */
const mostTogether = 200_000_000

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const sum = (archive: Pick<Archive, 'layers'>) => archive.layers.reduce((bytes, layer) => bytes + layer.bytes, 0)

/** What the images weigh. Together they count only on Alpine with its own Node: other bases are larger (IMG-3). */
export function checkSizes(archives: Archives): Gate[] {
	const own = images.map((image) => {
		const bytes = sum({ layers: ownLayers(archives[image], archives[image === 'backend' ? 'frontend' : 'backend']) })
		const held = bytes > 0 && bytes <= most[image]
		return {
			id: 'IMG-3',
			what: `${toRepository(image)} adds ≤ ${megabytes(most[image])}`,
			measured: megabytes(bytes),
			held,
		}
	})
	const together = sum(archives.backend) + sum(archives.frontend)
	const measured = `${megabytes(together)} (${megabytes(sum(archives.backend))} and ${megabytes(sum(archives.frontend))})`
	if (!isAlpineNode(archives.backend))
		return [...own, { id: 'IMG-3', what: 'both together: not judged on this base', measured, held: true }]
	return [
		...own,
		{ id: 'IMG-3', what: `both together ≤ ${megabytes(mostTogether)}`, measured, held: together <= mostTogether },
	]
}

function isAlpineNode(archive: Archive): boolean {
	const files = toFiles(archive)
	return [...files.keys()].some((path) => path.startsWith('lib/ld-musl-')) && files.has('usr/bin/node')
}

/** What is in an image, and how a container of it starts (IMG-2, IMG-4, IMG-7). */
export function checkContent(image: ImageName, archives: Archives, release: Release, known: readonly string[]): Gate[] {
	const archive = archives[image]
	const own = new Set(ownLayers(archive, archives[image === 'backend' ? 'frontend' : 'backend']).map(({ id }) => id))
	const files = toFiles(archive)
	const paths = [...files.keys()]
	const gate = (id: string, what: string, offending: readonly string[]): Gate => ({
		id,
		what: `${toRepository(image)}: ${what}`,
		measured: offending.length === 0 ? 'yes' : offending.slice(0, 5).join(', '),
		held: offending.length === 0,
	})
	const app = paths.filter((path) => path.startsWith('app/'))
	return [
		gate('IMG-4', 'no secret in any layer, its history or its settings', findSecrets(archive, own, known)),
		gate(
			'IMG-4',
			'nothing setuid or setgid',
			paths.filter((path) => files.get(path)?.kind === 'file' && ((files.get(path)?.mode ?? 0) & 0o6000) !== 0),
		),
		gate(
			'IMG-4',
			'the user who runs it can change nothing of it',
			app.filter((path) => isChangeable(files.get(path))),
		),
		gate(
			'IMG-2',
			'no npm',
			paths.filter((path) => /(^|\/)(npm-cli\.js|npx|corepack|yarn)$/.test(path)),
		),
		gate(
			'IMG-2',
			'no sources, maps or tests',
			app.filter((path) => /\.(ts|tsx|map)$|\.test\.\w+$/.test(path)),
		),
		gate('IMG-2', image === 'backend' ? 'one bundle' : 'what Next needs, no more', findExtra(image, app)),
		gate('IMG-7', 'user, start and labels', checkStart(image, archive, release)),
	]
}

/** Somebody other than root owns it, or others than its owner may write to it. */
function isChangeable(entry: TarEntry | undefined): boolean {
	return entry !== undefined && entry.kind !== 'link' && (entry.owner !== 0 || (entry.mode & 0o022) !== 0)
}

/** The API has no node_modules, and SQLite for one platform; the page has no pictures' library and no compilers. */
function findExtra(image: ImageName, app: readonly string[]): string[] {
	const addOns = app.filter((path) => path.endsWith('.node'))
	if (image === 'frontend')
		return [...addOns, ...app.filter((path) => /^app\/node_modules\/(@img|sharp|typescript|@next\/swc)/.test(path))]
	const modules = app.filter((path) => path.includes('/node_modules/'))
	return addOns.length === 1 ? modules : [...modules, `${addOns.length} add-ons of SQLite`]
}

function checkStart(image: ImageName, { config }: Archive, release: Release): string[] {
	const labels = toRecord(config, 'Labels')
	const wanted = { version: release.version, revision: release.revision, licenses: 'MIT', title: toRepository(image) }
	const wrong = Object.entries(wanted)
		.filter(([name, value]) => labels[`org.opencontainers.image.${name}`] !== value)
		.map(([name, value]) => `label ${name} is not ${value}`)
	const program: unknown = Array.isArray(config.Entrypoint) ? config.Entrypoint[0] : undefined
	return [
		...wrong,
		...(config.User === '10001:10001' ? [] : [`user ${String(config.User)}`]),
		// A shell before it would keep SIGTERM to itself.
		...(program === 'node' ? [] : [`starts ${String(program)}`]),
	]
}
