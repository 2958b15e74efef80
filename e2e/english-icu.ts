import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Writes ICU data by which a Node with every language knows English alone, as small builds and `icu-data-en` do. ICU
 * looks into the folder of NODE_ICU_DATA before its own data, and this one file lists the languages that are there.
 */
export async function writeEnglishIcu(folder: string, icuVersion: string): Promise<void> {
	const data = join(folder, `icudt${Number.parseInt(icuVersion, 10)}l`)
	await mkdir(data, { recursive: true })
	const index = { AliasLocales: [], InstalledLocales: ['en', 'en_001', 'en_GB', 'en_US'] }
	await writeFile(join(data, 'res_index.res'), toBundle(index))
}

const tableType = 2 << 28

/** A resource bundle of tables whose entries are empty texts: little-endian, format 1.2 (ICU: uresdata.h, ucmndata.h). */
function toBundle(tables: Record<string, string[]>): Buffer {
	const names = Object.keys(tables).toSorted()
	const keys = [...new Set([...names, ...Object.values(tables).flat()])]
	const start = 4 * (1 + 6)
	const offsets = new Map<string, number>()
	let at = start
	for (const key of keys) {
		offsets.set(key, at)
		at += key.length + 1
	}
	const text = pad(Buffer.from(keys.map((key) => `${key}\0`).join(''), 'latin1'))
	const parts: Buffer[] = []
	let top = start + text.length
	const add = (entries: [string, number][]): number => {
		const part = toTable(entries.map(([key, value]) => [offsets.get(key) ?? 0, value]))
		const resource = tableType | (top >> 2)
		parts.push(part)
		top += part.length
		return resource
	}
	const entries = names.map((name): [string, number] => [
		name,
		add((tables[name] ?? []).toSorted().map((key) => [key, 0])),
	])
	const root = add(entries)
	const largest = Math.max(names.length, ...Object.values(tables).map(({ length }) => length))
	// The last one says that what is not found here is looked for nowhere else.
	const indexes = [root, 6, (start + text.length) >> 2, top >> 2, top >> 2, largest, 1]
	return Buffer.concat([toHeader(), toWords(indexes), text, ...parts])
}

/** Where each key stands and what belongs to it, in the order of the keys. */
function toTable(entries: [keyOffset: number, resource: number][]): Buffer {
	const head = Buffer.alloc(2 + 2 * entries.length)
	head.writeUInt16LE(entries.length, 0)
	for (const [n, [offset]] of entries.entries()) head.writeUInt16LE(offset, 2 + 2 * n)
	return Buffer.concat([pad(head), toWords(entries.map(([, resource]) => resource))])
}

function toHeader(): Buffer {
	const header = Buffer.alloc(32)
	header.writeUInt16LE(header.length, 0)
	header.set([0xda, 0x27], 2)
	header.writeUInt16LE(20, 4)
	// Letters of two bytes, then the format and its version.
	header.set([0, 0, 2, 0, ...Buffer.from('ResB'), 1, 2], 8)
	return header
}

function toWords(words: number[]): Buffer {
	const buffer = Buffer.alloc(4 * words.length)
	for (const [n, word] of words.entries()) buffer.writeUInt32LE(word >>> 0, 4 * n)
	return buffer
}

const pad = (part: Buffer) => Buffer.concat([part, Buffer.alloc(-part.length & 3)])
