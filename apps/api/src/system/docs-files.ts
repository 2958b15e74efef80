import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { pageStyle, renderDocsPage, startScript } from './docs-page.ts'

export interface DocsFile {
	readonly type: string
	readonly content: string | Buffer
}

const decompress = promisify(brotliDecompress)
const readers = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' } as const

/** The page of documents and what it loads, by name; undefined for any other name. */
export function createDocsFiles(): (name: string) => Promise<DocsFile | undefined> {
	const read = createReader()
	return async (name) => {
		if (name === '') return { type: 'text/html', content: renderDocsPage() }
		if (name === 'page.css') return { type: 'text/css', content: pageStyle }
		if (name === 'start.js') return { type: 'text/javascript', content: startScript }
		const type = Object.entries(readers).find(([file]) => file === name)?.[1]
		return type === undefined ? undefined : { type, content: await read(name) }
	}
}

/** Beside the bundle, compressed, where there is one; else as npm has installed it. */
function createReader(): (name: string) => Promise<Buffer> {
	const bundled = join(import.meta.dirname, 'swagger-ui')
	if (existsSync(bundled)) return async (name) => decompress(await readFile(join(bundled, `${name}.br`)))
	const installed = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
	return (name) => readFile(join(installed, name))
}
