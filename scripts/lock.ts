import { isMain } from './main.ts'
import { isRecord, readJson, toRecord } from './json.ts'

/**
 * npm leaves packages for other platforms out of the lock file without a word when their newest version was not
 * published yet; such a lock works here and fails elsewhere. So: every name an entry depends on must have an entry.
 */
export function findLockHoles(lock: unknown): string[] {
	const packages = toRecord(lock, 'packages')
	return Object.entries(packages).flatMap(([path, entry]) =>
		['dependencies', 'optionalDependencies', 'devDependencies']
			.flatMap((kind) => Object.keys(toRecord(entry, kind)))
			.filter((name) => !isResolvable(packages, path, name))
			.map((name) => `${path || 'the root'} depends on ${name}, which the lock file lacks`),
	)
}

/** Looks where Node would: beside the package, then up. A linked workspace is an entry of its own. */
function isResolvable(packages: Record<string, unknown>, path: string, name: string): boolean {
	for (let folder = path; ; folder = toParent(folder)) {
		if (isRecord(packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`])) return true
		if (folder === '') return false
	}
}

function toParent(folder: string): string {
	const nested = folder.lastIndexOf('/node_modules/')
	if (nested !== -1) return folder.slice(0, nested)
	return ''
}

if (isMain(import.meta)) {
	const holes = findLockHoles(readJson('package-lock.json'))
	for (const hole of holes) console.error(hole)
	process.exitCode = holes.length > 0 ? 1 : 0
}
