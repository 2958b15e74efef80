import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isRecord, toRecord } from '../json.ts'
import { runDocker } from './docker.ts'
import { readTar, type TarEntry } from './tar.ts'

export type Layer = { id: string; bytes: number; entries: readonly TarEntry[] }

/** An image as `docker save` writes it. */
export type Archive = {
	layers: readonly Layer[]
	/** What a container of it runs with: User, Entrypoint, Env, Labels, … */
	config: Readonly<Record<string, unknown>>
	/** The commands that made it, base and all. */
	history: readonly string[]
}

/** Reads an image out of Docker. */
export async function readImage(tag: string): Promise<Archive> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-image-'))
	try {
		const file = join(folder, 'image.tar')
		await runDocker(['save', '--output', file, tag])
		return toArchive(readFileSync(file))
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

/** @throws {Error} where the file is none that `docker save` writes. */
export function toArchive(saved: Buffer): Archive {
	const files = new Map([...readTar(saved)].map((entry) => [entry.path, entry]))
	const read = (path: unknown): Buffer => {
		const entry = typeof path === 'string' ? files.get(path) : undefined
		if (!entry) throw new Error(`the image's archive lacks ${String(path)}`)
		// Where two images share a layer, some versions of Docker write it once and link to it.
		return entry.kind === 'link' ? read(join(entry.path, '..', entry.link)) : entry.content
	}
	const [manifest] = toList(JSON.parse(read('manifest.json').toString()))
	if (!isRecord(manifest)) throw new Error('the archive names no image')
	const config: unknown = JSON.parse(read(manifest.Config).toString())
	const ids = toList(toRecord(config, 'rootfs').diff_ids)
	const layers = toList(manifest.Layers).map((path, index) => toLayer(String(ids[index]), read(path)))
	const history = toList(isRecord(config) ? config.history : [])
	return {
		layers,
		config: toRecord(config, 'config'),
		history: history.map((step) => (isRecord(step) && typeof step.created_by === 'string' ? step.created_by : '')),
	}
}

function toLayer(id: string, packed: Buffer): Layer {
	const tar = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync(packed) : packed
	return { id, bytes: tar.length, entries: [...readTar(tar)] }
}

function toList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : []
}

/** What a container sees: the layers laid over one another, with what later ones removed taken away. */
export function toFiles(archive: Archive): Map<string, TarEntry> {
	const files = new Map<string, TarEntry>()
	for (const { entries } of archive.layers) {
		for (const { path } of entries) if (/(^|\/)\.wh\./.test(path)) remove(files, path)
		for (const entry of entries) if (!/(^|\/)\.wh\./.test(entry.path)) files.set(entry.path, entry)
	}
	return files
}

/** `.wh.name` removes that name, `.wh..wh..opq` everything that was in the folder. */
function remove(files: Map<string, TarEntry>, marker: string): void {
	const path = marker.replace(/(^|\/)\.wh\.\.wh\.\.opq$/, '').replace(/(^|\/)\.wh\./, '$1')
	const isOpaque = marker.endsWith('.wh..wh..opq')
	for (const name of files.keys()) if (name.startsWith(`${path}/`) || (!isOpaque && name === path)) files.delete(name)
}

/** The layers that only this image has. */
export function ownLayers(archive: Archive, other: Archive): readonly Layer[] {
	const shared = new Set(other.layers.map(({ id }) => id))
	return archive.layers.filter(({ id }) => !shared.has(id))
}
