import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream'

const types: Record<string, string> = {
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.map': 'application/json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
	'.woff2': 'font/woff2',
}
const encodings = [
	['br', '.br'],
	['gzip', '.gz'],
] as const

interface Variant {
	file: string
	bytes: number
}
type Entry = { type: string; plain: Variant; br?: Variant; gzip?: Variant }

/** Answers a built file by its path below `/_next/static`, or false where there is none. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse, path: string) => boolean

/**
 * Lists the built files once. Their names hold a hash of their content, so browsers keep them for ever; the build laid a
 * compressed twin beside each, so nothing is compressed here.
 */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
	const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
	const sizes = new Map<string, number>()
	for (const entry of names) {
		const file = join(entry.parentPath, entry.name)
		sizes.set(file, (await stat(file)).size)
	}
	const entries = new Map<string, Entry>()
	for (const [file, bytes] of sizes) {
		const type = types[extname(file)]
		if (!type) continue
		const entry: Entry = { type, plain: { file, bytes } }
		for (const [encoding, ending] of encodings) {
			const twin = sizes.get(file + ending)
			if (twin !== undefined) entry[encoding] = { file: file + ending, bytes: twin }
		}
		entries.set(`/_next/static${file.slice(folder.length).split(sep).join('/')}`, entry)
	}

	return (request, response, path) => {
		const entry = entries.get(decodePath(path))
		if (!entry || (request.method !== 'GET' && request.method !== 'HEAD')) return false
		const encoding = chooseEncoding(entry, request.headers['accept-encoding'] ?? '')
		const { file, bytes } = (encoding && entry[encoding]) || entry.plain
		if (encoding) response.setHeader('content-encoding', encoding)
		if (entry.br || entry.gzip) response.setHeader('vary', 'accept-encoding')
		response.writeHead(200, {
			'content-type': entry.type,
			'content-length': bytes,
			'cache-control': 'public, max-age=31536000, immutable',
		})
		if (request.method === 'HEAD') response.end()
		// Closes the file where the browser goes away, and cuts the answer off where reading fails: nobody is left to tell.
		else pipeline(createReadStream(file), response, () => undefined)
		return true
	}
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path)
	} catch {
		return path
	}
}

function chooseEncoding(entry: Entry, accepted: string | string[]): 'br' | 'gzip' | undefined {
	const named = (name: string) =>
		new RegExp(`(^|[\\s,])${name}(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$))`).test(String(accepted))
	return encodings.map(([name]) => name).find((name) => entry[name] && named(name))
}
