import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean,
 *   os?: string[], cpu?: string[], libc?: string[] }} Entry
 * @typedef {Record<string, Entry>} Packages
 */

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
 * checkout. Optional packages may be absent; those that are there must be the right ones.
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
	const { held, wanted } = readLocks(root)
	if (!held || !wanted || !existsSync(nodeProgram(root))) return false
	return Object.entries(wanted).every(([path, entry]) => {
		if (!path.includes('node_modules/')) return true
		const found = held[path]
		if (!found) return Boolean(entry.optional || entry.devOptional)
		return found.version === entry.version && found.integrity === entry.integrity
	})
}

/**
 * True if the packages made for this platform are there too. npm on an older Node leaves out, without a word, optional
 * packages that want a newer one.
 * @param {string} root
 * @returns {boolean}
 */
export function isComplete(root) {
	const { held, wanted } = readLocks(root)
	return Object.entries(wanted ?? {}).every(([path, entry]) => held?.[path] || !isForThisPlatform(entry))
}

/**
 * @param {Entry} entry
 * @returns {boolean}
 */
function isForThisPlatform({ os, cpu, libc }) {
	if (!os || !cpu) return false
	return os.includes(process.platform) && cpu.includes(process.arch) && (!libc || libc.includes(readLibc()))
}

/** @returns {string} */
function readLibc() {
	return existsSync('/lib') && readdirSync('/lib').some((name) => name.startsWith('ld-musl-')) ? 'musl' : 'glibc'
}

/**
 * @param {string} root
 * @returns {{ held: Packages | null, wanted: Packages | null }}
 */
function readLocks(root) {
	return {
		held: readPackages(join(root, 'node_modules/.package-lock.json')),
		wanted: readPackages(join(root, 'package-lock.json')),
	}
}

/**
 * @param {string} path
 * @returns {Packages | null}
 */
function readPackages(path) {
	try {
		/** @type {{ packages: Packages }} */
		// oxlint-disable-next-line typescript/no-unsafe-assignment -- what npm writes has the shape above
		const lock = JSON.parse(readFileSync(path, 'utf8'))
		return lock.packages
	} catch {
		return null
	}
}
