import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fromRoot } from '../root.ts'

/** The programs that check the chart, in order of worth: what is built first where the time is short. */
export const toolNames = ['helm', 'kubeconform', 'helm-unittest', 'helm3', 'helm-docs', 'kube-score'] as const

export type ToolName = (typeof toolNames)[number]

/** Where each program is; null for one that could not be had. */
export type Tools = Readonly<Record<ToolName, string | null>>

/**
 * Why a program is missing. `failed`: its build came to an end with an error, which is for whoever changed it to mend. The others
 * are the machine's: no Go, no time, no way to Go's module proxy.
 */
export type Missing = 'no Go' | 'no time' | 'no network' | 'failed'

export type Built = { tools: Tools; missing: ReadonlyMap<ToolName, Missing> }

/** A program's main package, in the Go module that pins it (a folder beside this file), and what its linker is told. */
type Source = { module: 'helm' | 'kube-score'; main: string; flags: string }

/** Helm tells its templates the version of Kubernetes that it was linked for; without it, it would be one of years ago. */
const kubernetes =
	'-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1 -X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=35'

/** Helm 4 and 3 and what is made of them share a module: most of the time goes into libraries that are then built once. */
const sources: Readonly<Record<ToolName, Source>> = {
	helm: {
		module: 'helm',
		main: 'helm.sh/helm/v4/cmd/helm',
		flags: '-X helm.sh/helm/v4/internal/version.version=v4.2.4',
	},
	kubeconform: { module: 'helm', main: 'github.com/yannh/kubeconform/cmd/kubeconform', flags: '' },
	'helm-unittest': {
		module: 'helm',
		main: 'github.com/helm-unittest/helm-unittest/cmd/helm-unittest',
		flags: '',
	},
	helm3: {
		module: 'helm',
		main: 'helm.sh/helm/v3/cmd/helm',
		flags: `-X helm.sh/helm/v3/internal/version.version=v3.21.4 ${kubernetes}`,
	},
	'kube-score': { module: 'kube-score', main: 'github.com/zegl/kube-score/cmd/kube-score', flags: '' },
	'helm-docs': { module: 'helm', main: 'github.com/norwoodj/helm-docs/cmd/helm-docs', flags: '' },
}

const modules = fromRoot('scripts/charts/tools')
const cache = fromRoot('.cache/chart-tools')

/** What is on the PATH, or was built before. */
export function findTools(folder = cache): Tools {
	return mapTools((name) => findOnPath(name) ?? findBuilt(name, folder))
}

/**
 * Builds what is missing with Go, into `folder`, for at most `limitMs`; what isn't built by then is missing still,
 * and the next run goes on from there.
 */
export async function buildMissingTools(limitMs: number, folder = cache): Promise<Built> {
	const end = Date.now() + limitMs
	const go = findProgram('go')
	const missing = new Map<ToolName, Missing>()
	for (const name of toolNames) {
		if (findTools(folder)[name]) continue
		const reason = go ? await build(go, name, end - Date.now(), folder) : 'no Go'
		if (reason) missing.set(name, reason)
	}
	return { tools: findTools(folder), missing }
}

/** Why it could not be built; null where it was. */
async function build(go: string, name: ToolName, limitMs: number, folder: string): Promise<Missing | null> {
	if (limitMs <= 0) return 'no time'
	const { module, main, flags } = sources[name]
	const target = toBuiltPath(name, folder)
	const unfinished = `${target}.unfinished`
	mkdirSync(folder, { recursive: true })
	console.log(`Building ${name} …`)
	const args = ['build', '-trimpath', '-ldflags', `-s -w ${flags}`, '-o', unfinished, main]
	const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -mod=readonly' }
	const { code, complaints } = await runGo(go, args, { cwd: join(modules, module), env, timeout: limitMs })
	if (code === 0) renameSync(unfinished, target)
	else rmSync(unfinished, { force: true })
	return toMissing(code, complaints)
}

/** What a build's exit code (null: it was ended, or didn't begin) and complaints come to; null: it was built. */
export function toMissing(code: number | null, complaints: string): Missing | null {
	if (code === 0) return null
	if (code === null) return 'no time'
	const network = /dial tcp|no such host|i\/o timeout|connection re(?:fused|set)|TLS handshake|proxyconnect/
	return network.test(complaints) ? 'no network' : 'failed'
}

/** In CI a build that failed is a fault of the repository's, never a test less. @throws {Error} with the programs' names. */
export function requireBuilds(missing: Built['missing'], isCi: boolean): void {
	const failed = [...missing].filter(([, reason]) => reason === 'failed').map(([name]) => name)
	if (isCi && failed.length > 0)
		throw new Error(`The build of ${failed.join(', ')} failed: see scripts/charts/tools and what Go said above.`)
}

type GoOptions = { cwd: string; env: NodeJS.ProcessEnv; timeout: number }

async function runGo(go: string, args: readonly string[], options: GoOptions) {
	const complaints: string[] = []
	const code = await new Promise<number | null>((resolve) => {
		const child = spawn(go, args, { ...options, stdio: ['ignore', 'inherit', 'pipe'] })
		createInterface(child.stderr).on('line', (line) => {
			// Two hundred lines of what Go fetches would hide what it complains of.
			if (line.startsWith('go: downloading')) return
			complaints.push(line)
			console.error(line)
		})
		child.once('error', () => resolve(null))
		child.once('close', resolve)
	})
	return { code, complaints: complaints.join('\n') }
}

/** On the PATH `helm` may be either major version; each is taken for what it is. */
function findOnPath(name: ToolName): string | null {
	if (name !== 'helm' && name !== 'helm3') return findProgram(name)
	const wanted = name === 'helm' ? 'v4.' : 'v3.'
	const found = [findProgram(name), findProgram('helm')]
	return found.find((path) => path !== null && readHelmVersion(path).startsWith(wanted)) ?? null
}

function readHelmVersion(path: string): string {
	return spawnSync(path, ['version', '--template', '{{.Version}}'], { encoding: 'utf8' }).stdout
}

function findBuilt(name: ToolName, folder: string): string | null {
	const path = toBuiltPath(name, folder)
	return existsSync(path) ? path : null
}

const toBuiltPath = (name: ToolName, folder: string): string =>
	join(folder, process.platform === 'win32' ? `${name}.exe` : name)

/** The first program of that name on the PATH. */
export function findProgram(name: string): string | null {
	const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
	const paths = (process.env.PATH ?? '')
		.split(delimiter)
		.flatMap((folder) => endings.map((end) => join(folder, name + end)))
	return paths.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
	try {
		accessSync(path, constants.X_OK)
		return true
	} catch {
		return false
	}
}

function mapTools(find: (name: ToolName) => string | null): Tools {
	return {
		helm: find('helm'),
		kubeconform: find('kubeconform'),
		'helm-unittest': find('helm-unittest'),
		helm3: find('helm3'),
		'kube-score': find('kube-score'),
		'helm-docs': find('helm-docs'),
	}
}
