import { isRecord, readJson, requireString, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'

/** From this version on a package is without a known weakness. */
export type Floor = { package: string; least: string; advisory: string; source: string }

/** The list that is known without a network; the scanners of the pipeline know the newest. */
export function readFloors(): Floor[] {
	const list = readJson(fromRoot('scripts/vulnerabilities/floors.json'))
	if (!Array.isArray(list)) throw new Error('floors.json must be a list')
	return list.map((entry: unknown) => ({
		package: requireString(entry, 'package'),
		least: requireString(entry, 'least'),
		advisory: requireString(entry, 'advisory'),
		source: requireString(entry, 'source'),
	}))
}

/** One sentence for each copy of a package in the lock file that is older than its floor. */
export function findTooOld(lock: unknown, floors: readonly Floor[]): string[] {
	return Object.entries(toRecord(lock, 'packages')).flatMap(([path, entry]) =>
		floors
			.filter((floor) => path.endsWith(`node_modules/${floor.package}`))
			.filter((floor) => isOlder(isRecord(entry) ? String(entry.version) : '', floor.least))
			.map(({ least, advisory, source }) => {
				const version = isRecord(entry) ? String(entry.version) : 'without a version'
				return `${path} is ${version}; ${advisory} wants ${least} or newer: ${source}`
			}),
	)
}

/** By the numbers of SemVer; a pre-release is older than its release, and what has no numbers is older than anything. */
export function isOlder(version: string, least: string): boolean {
	const [own, floor] = [toNumbers(version), toNumbers(least)]
	if (!own || !floor) return true
	for (const [index, wanted] of floor.entries()) {
		const number = own[index] ?? 0
		if (number !== wanted) return number < wanted
	}
	return version.includes('-') && !least.includes('-')
}

function toNumbers(version: string): number[] | null {
	const found = /^(\d+)\.(\d+)\.(\d+)(?:[-+]|$)/.exec(version)
	return found ? found.slice(1).map(Number) : null
}
