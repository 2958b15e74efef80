import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Entry */

/**
 * The Node 24 that the npm package `node` brings.
 * @param {string} root
 * @returns {string}
 */
export function nodeProgram(root) {
	return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * True if node_modules holds what the lock file asks for. Compared by content: times of files say little after a
 * checkout. Packages for other platforms are absent by right, so an absent optional package counts as installed.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
	const held = readPackages(join(root, 'node_modules/.package-lock.json'))
	const wanted = readPackages(join(root, 'package-lock.json'))
	if (!held || !wanted || !existsSync(nodeProgram(root))) return false
	return Object.entries(wanted).every(([path, entry]) => {
		if (!path.includes('node_modules/')) return true
		const found = held[path]
		if (!found) return Boolean(entry.optional || entry.devOptional)
		return found.version === entry.version && found.integrity === entry.integrity
	})
}

/**
 * @param {string} path
 * @returns {Record<string, Entry> | null}
 */
function readPackages(path) {
	try {
		/** @type {{ packages: Record<string, Entry> }} */
		// oxlint-disable-next-line typescript/no-unsafe-assignment -- what npm writes has the shape above
		const lock = JSON.parse(readFileSync(path, 'utf8'))
		return lock.packages
	} catch {
		return null
	}
}
