import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const passedOver = new Set(['node_modules', 'dist', 'prebuilds', '.next', '.cache', 'next-env.d.ts', 'coverage'])

/** One hash of everything under the paths that can change what is built from them: names and contents, no times. */
export function hashSources(root: string, paths: readonly string[]): string {
	const hash = createHash('sha256')
	for (const path of paths.flatMap((start) => listSources(root, start))) {
		hash.update(`${path}\0${statSync(join(root, path)).size}\0`).update(readFileSync(join(root, path)))
	}
	return hash.digest('hex')
}

/** True if the stamp beside a build says it was made from these sources. */
export function isFresh(stamp: string, hash: string): boolean {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

export function writeStamp(stamp: string, hash: string): void {
	mkdirSync(dirname(stamp), { recursive: true })
	writeFileSync(stamp, hash)
}

const isTest = (path: string) => /\.(test|e2e|docker|cluster)\.tsx?$/.test(path)

/** Files under a path, sorted, with `/` between folders on every system, less what is installed or built. */
export function listFiles(root: string, start: string): string[] {
	if (!existsSync(join(root, start))) return []
	if (!statSync(join(root, start)).isDirectory()) return [start]
	return readdirSync(join(root, start))
		.filter((name) => !passedOver.has(name) && !name.endsWith('.tsbuildinfo'))
		.toSorted()
		.flatMap((name) => listFiles(root, `${start}/${name}`))
}

export function listTests(root: string, start: string): string[] {
	return listFiles(root, start).filter(isTest)
}

export function listSources(root: string, start: string): string[] {
	return listFiles(root, start).filter((path) => !isTest(path))
}
