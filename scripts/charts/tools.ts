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
export function findTools(): Tools {
	return mapTools((name) => findOnPath(name) ?? findBuilt(name))
}

/**
 * Builds what is missing with Go, into `.cache/chart-tools`, for at most `limitMs`; what isn't built by then is missing still,
 * and the next run goes on from there.
 */
export async function buildMissingTools(limitMs: number): Promise<Tools> {
	const end = Date.now() + limitMs
	const go = findProgram('go')
	if (go) for (const name of toolNames) if (!findTools()[name]) await build(go, name, end - Date.now())
	return findTools()
}

async function build(go: string, name: ToolName, limitMs: number): Promise<void> {
	if (limitMs <= 0) return
	const { module, main, flags } = sources[name]
	const target = toBuiltPath(name)
	const unfinished = `${target}.unfinished`
	mkdirSync(cache, { recursive: true })
	console.log(`Building ${name} …`)
	const args = ['build', '-trimpath', '-ldflags', `-s -w ${flags}`, '-o', unfinished, main]
	const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -mod=readonly' }
	const code = await new Promise<number | null>((resolve) => {
		const child = spawn(go, args, {
			cwd: join(modules, module),
			env,
			stdio: ['ignore', 'inherit', 'pipe'],
			timeout: limitMs,
		})
		// Two hundred lines of what Go fetches would hide what it complains of.
		createInterface(child.stderr).on('line', (line) => line.startsWith('go: downloading') || console.error(line))
		child.once('error', () => resolve(null))
		child.once('close', resolve)
	})
	if (code === 0) renameSync(unfinished, target)
	else rmSync(unfinished, { force: true })
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

function findBuilt(name: ToolName): string | null {
	const path = toBuiltPath(name)
	return existsSync(path) ? path : null
}

const toBuiltPath = (name: ToolName): string => join(cache, process.platform === 'win32' ? `${name}.exe` : name)

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
