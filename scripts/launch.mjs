// `node scripts/launch.mjs start.ts …`: installs what is missing, then runs a script of this folder on Node 24.
// Plain JavaScript without dependencies: in a fresh clone nothing is installed, and the Node at hand may be 20.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isInstalled, nodeProgram } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [script = '', ...args] = process.argv.slice(2)

process.chdir(root)
if (process.env['npm_lifecycle_event']) endWithParent()
if (!isInstalled(root)) install()
await run(join(root, 'scripts', script))

function install() {
	console.log('Installing dependencies (npm ci) …')
	const byNpm = process.env['npm_execpath'] ?? ''
	const program = existsSync(byNpm) ? process.execPath : 'npm'
	const flags = [...(existsSync(byNpm) ? [byNpm] : []), 'ci', '--no-fund', '--no-audit']
	const shell = program === 'npm' && process.platform === 'win32'
	const { status, error } = spawnSync(program, flags, { stdio: 'inherit', shell })
	if (error) fail(`npm could not be started: ${error.message}`)
	if (status !== 0) fail('npm ci failed; its own message above says why. Is the npm registry reachable?')
	if (!isInstalled(root))
		fail('npm ci left something out. Were install scripts switched off (npm config get ignore-scripts)?')
}

/** @param {string} path */
async function run(path) {
	if (Number(process.versions.node.split('.')[0]) >= 24) {
		process.argv = [process.execPath, path, ...args]
		await import(pathToFileURL(path).href)
		return
	}
	const child = spawn(nodeProgram(root), [path, ...args], { stdio: 'inherit' })
	// The terminal sends Ctrl-C to the child as well; a signal sent to this process alone is passed on.
	process.on('SIGINT', () => {})
	process.on('SIGTERM', () => child.kill('SIGTERM'))
	process.on('SIGHUP', () => child.kill('SIGHUP'))
	child.on('error', (error) => fail(`Node 24 could not be started: ${error.message}`))
	child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

/** A signal sent to npm ends npm and the shell between, which passes nothing on: notice that, and stop as if told to. */
function endWithParent() {
	const parent = process.ppid
	const watch = setInterval(() => {
		if (process.ppid === parent) return
		clearInterval(watch)
		process.kill(process.pid, 'SIGTERM')
	}, 250)
	watch.unref()
}

/** @param {string} message */
function fail(message) {
	console.error(message)
	process.exit(1)
}
