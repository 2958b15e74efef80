/** One thing in a tar file. */
export type TarEntry = {
	/** Without `./` before it or `/` behind it. */
	path: string
	/** Of a symbolic or hard link: where it leads; else empty. */
	link: string
	kind: 'file' | 'folder' | 'link' | 'other'
	/** Permission bits, setuid and setgid among them. */
	mode: number
	/** The number of the user who owns it. */
	owner: number
	content: Buffer
}

const block = 512
const kinds: Readonly<Record<string, TarEntry['kind']>> = { '0': 'file', '\0': 'file', '5': 'folder', '2': 'link' }

/** Reads a tar file (POSIX, with the long names of pax and GNU). @throws {Error} where it is cut off. */
export function* readTar(tar: Buffer): Generator<TarEntry> {
	let longPath: string | null = null
	for (let at = 0; at + block <= tar.length;) {
		const head = tar.subarray(at, at + block)
		if (head.every((byte) => byte === 0)) return
		const size = readNumber(head, 124, 12)
		const content = tar.subarray(at + block, at + block + size)
		if (content.length < size) throw new Error('the tar file is cut off')
		at += block + Math.ceil(size / block) * block
		const type = String.fromCharCode(head[156] ?? 0)
		if (type === 'L') longPath = readText(content, 0, content.length)
		else if (type === 'x') longPath = readPaxPath(content) ?? longPath
		else if (type !== 'g' && type !== 'K') {
			yield toEntry(head, type, longPath, content)
			longPath = null
		}
	}
}

function toEntry(head: Buffer, type: string, longPath: string | null, content: Buffer): TarEntry {
	const isPosix = readText(head, 257, 6) === 'ustar'
	const prefix = isPosix ? readText(head, 345, 155) : ''
	const name = readText(head, 0, 100)
	return {
		path: (longPath ?? (prefix ? `${prefix}/${name}` : name)).replace(/^(\.?\/)+/, '').replace(/\/+$/, ''),
		link: readText(head, 157, 100),
		kind: kinds[type] ?? 'other',
		mode: readNumber(head, 100, 8),
		owner: readNumber(head, 108, 8),
		content,
	}
}

/** Records are "<length> <key>=<value>\n", the length counting all of it. */
function readPaxPath(content: Buffer): string | null {
	for (let at = 0; at < content.length;) {
		const length = Number.parseInt(content.toString('latin1', at, at + 12), 10)
		if (!(length > 0)) return null
		const record = content.toString('utf8', at, at + length - 1)
		const [, value] = /^\d+ path=(.*)$/s.exec(record) ?? []
		if (value !== undefined) return value
		at += length
	}
	return null
}

/** Octal digits, or GNU's binary form where the first bit is set. */
function readNumber(head: Buffer, at: number, length: number): number {
	if ((head[at] ?? 0) >= 0x80) return head.readUIntBE(at + length - 6, 6)
	return Number.parseInt(readText(head, at, length).trim() || '0', 8)
}

function readText(bytes: Buffer, at: number, length: number): string {
	const part = bytes.subarray(at, at + length)
	const end = part.indexOf(0)
	return part.toString('utf8', 0, end === -1 ? part.length : end)
}
