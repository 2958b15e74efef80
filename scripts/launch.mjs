// `node scripts/launch.mjs start.ts …`: installs what is missing, then runs a script of this folder on Node 24.
// Plain JavaScript without dependencies: in a fresh clone nothing is installed, and the Node at hand may be 20.
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isComplete, isInstalled, nodeProgram } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Made when an installation was tried: what is then left out can't be had here, and isn't tried at every start. */
const attempted = join(root, 'node_modules/.todo-installed')
const [script = '', ...args] = process.argv.slice(2)

process.chdir(root)
if (process.env['npm_lifecycle_event']) endWithParent()
if (!isInstalled(root) || !(isComplete(root) || existsSync(attempted))) install()
await run(join(root, 'scripts', script))

function install() {
	process.stdout.write('Installing the dependencies … ')
	runNpm(process.execPath)
	if (!isInstalled(root))
		fail('npm ci left something out. Were install scripts switched off (npm config get ignore-scripts)?')
	if (!isComplete(root)) installByNewNode()
	writeFileSync(attempted, '')
}

/** npm ci takes node_modules away first, and with it the Node that it brought: run a copy of that one. */
function installByNewNode() {
	process.stdout.write(`Installing again, since npm on Node ${process.version} leaves some packages out … `)
	const folder = mkdtempSync(join(tmpdir(), 'todo-node-'))
	try {
		const copy = join(folder, basename(nodeProgram(root)))
		copyFileSync(nodeProgram(root), copy)
		runNpm(copy)
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

/** @param {string} byNode */
function runNpm(byNode) {
	const byNpm = findNpm()
	// On Node 20 npm warns about every package that wants a newer one; they get it.
	const flags = ['ci', '--no-fund', '--no-audit', '--loglevel=error']
	const shell = !byNpm && process.platform === 'win32'
	const start = performance.now()
	/** @type {import('node:child_process').SpawnSyncOptionsWithStringEncoding} */
	const options = { stdio: ['inherit', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1e8 }
	const { status, error, stdout, stderr } = byNpm
		? spawnSync(byNode, [byNpm, ...flags], options)
		: spawnSync('npm', flags, { ...options, shell })
	console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`)
	if (error) fail(`npm could not be started: ${error.message}`)
	if (status === 0) return
	console.error(stdout + stderr)
	fail('npm ci failed; its own message above says why. Is the npm registry reachable?')
}

/** The npm that runs this script, else the one that came with this Node; empty: whatever the PATH finds. */
function findNpm() {
	const besides = join(dirname(realpathSync(process.execPath)), '../lib/node_modules/npm/bin/npm-cli.js')
	return (
		[process.env['npm_execpath'] ?? '', besides].find((path) => path.endsWith('npm-cli.js') && existsSync(path)) ?? ''
	)
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
