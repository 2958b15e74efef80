import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** React Aria puts this one constant style into the page (touch-action of what can be pressed). */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/** Answers the Content-Security-Policy of a page by its path. */
export type Policies = (path: string) => string

/** Reads every prerendered document and allows exactly the inline scripts that stand in it. */
export async function readPolicies(pages: string, connect: string[]): Promise<Policies> {
	const found = new Map<string, string>()
	const files = (await readdir(pages, { recursive: true })).filter((file) => file.endsWith('.html'))
	await Promise.all(
		files.map(async (file) => {
			const hashes = hashInlineScripts(await readFile(join(pages, file), 'utf8'))
			found.set(toRoute(file), toPolicy(hashes, connect))
		}),
	)
	const fallback = found.get('/_not-found') ?? toPolicy([], connect)
	return (path) => found.get(path) ?? fallback
}

export function hashInlineScripts(html: string): string[] {
	const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
	const hashes = scripts.map(([, code = '']) => createHash('sha256').update(code).digest('base64'))
	return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`)
}

function toPolicy(hashes: string[], connect: string[]): string {
	return [
		"default-src 'self'",
		["script-src 'self'", ...hashes].join(' '),
		`style-src 'self' ${reactAriaStyle}`,
		"style-src-attr 'unsafe-inline'",
		"img-src 'self' data:",
		"font-src 'self'",
		["connect-src 'self'", ...connect].join(' '),
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'",
	].join('; ')
}

function toRoute(file: string): string {
	const path = `/${file
		.split(sep)
		.join('/')
		.replace(/\.html$/, '')}`
	return path === '/index' ? '/' : path
}
