import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pageStyle, renderDocsPage, startScript } from './docs-page.ts'

export interface DocsFile {
	readonly type: string
	readonly content: string | Buffer
}

const readers = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' } as const

/** The page of documents and what it loads, by name; undefined for any other name. */
export function createDocsFiles(): (name: string) => Promise<DocsFile | undefined> {
	const folder = findReaderFolder()
	return async (name) => {
		if (name === '') return { type: 'text/html', content: renderDocsPage() }
		if (name === 'page.css') return { type: 'text/css', content: pageStyle }
		if (name === 'start.js') return { type: 'text/javascript', content: startScript }
		const type = Object.entries(readers).find(([file]) => file === name)?.[1]
		return type === undefined ? undefined : { type, content: await readFile(join(folder, name)) }
	}
}

/** Beside the bundle where there is one, else as npm has installed it. */
function findReaderFolder(): string {
	const bundled = join(import.meta.dirname, 'swagger-ui')
	if (existsSync(bundled)) return bundled
	return dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
}
