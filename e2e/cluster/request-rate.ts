import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram } from '../../scripts/charts/tools.ts'
import { takeAnyPort } from '../../scripts/ports.ts'
import { fromRoot } from '../../scripts/root.ts'
import { listPods, must, namespace } from './stage.ts'

/** An address of this machine that the cluster's API server reaches; empty: there is none. */
const machine = process.env.CLUSTER_MACHINE ?? ''
const programs = ['prometheus', 'prometheus-adapter']

/** What is missing for it; empty where it can be done. */
export function findMissing(): string[] {
	return [...programs.filter((name) => findProgram(name) === null), ...(machine ? [] : ['CLUSTER_MACHINE'])]
}

/** The rules that the chart's README tells operators to give prometheus-adapter. */
function readRules(): string {
	const block = /^ {2}```yaml\n( {2}rules:\n[\s\S]+?)\n {2}```$/m.exec(
		readFileSync(fromRoot('helm/todo-app/README.md'), 'utf8'),
	)
	if (!block?.[1]) throw new Error('helm/todo-app/README.md shows no rules for prometheus-adapter')
	return block[1].replaceAll(/^ {2}/gm, '')
}

/** Prometheus and prometheus-adapter beside the cluster, which asks them for requests a second. Answers what ends them. */
export async function provideRequestRate(): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-rate-'))
	const [prometheusPort, adapterPort] = [await takeAnyPort(), await takeAnyPort()]
	const targets = join(folder, 'targets.json')
	const files = {
		scrape_configs: [
			{ job_name: 'todo', scrape_interval: '2s', file_sd_configs: [{ files: [targets], refresh_interval: '2s' }] },
		],
	}
	writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(files))
	writeFileSync(join(folder, 'adapter.yml'), readRules())
	await writeTargets(targets)
	const looking = setInterval(() => void writeTargets(targets).catch(() => {}), 2000)
	const kubeconfig = process.env.KUBECONFIG ?? join(process.env.HOME ?? '', '.kube/config')
	const children = [
		start('prometheus', [
			`--config.file=${folder}/prometheus.yml`,
			`--storage.tsdb.path=${folder}/data`,
			`--web.listen-address=127.0.0.1:${prometheusPort}`,
		]),
		start('prometheus-adapter', [
			`--config=${folder}/adapter.yml`,
			`--prometheus-url=http://127.0.0.1:${prometheusPort}`,
			`--secure-port=${adapterPort}`,
			`--cert-dir=${folder}`,
			`--lister-kubeconfig=${kubeconfig}`,
			`--authentication-kubeconfig=${kubeconfig}`,
			`--authorization-kubeconfig=${kubeconfig}`,
			'--metrics-relist-interval=5s',
			'--metrics-max-age=30s',
		]),
	]
	const objects = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: listObjects(adapterPort) })
	await must('kubectl', ['apply', '--filename', '-'], { input: objects })
	return async () => {
		clearInterval(looking)
		await must('kubectl', ['delete', '--ignore-not-found', '--filename', '-'], { input: objects })
		await Promise.all(children.map(end))
		rmSync(folder, { recursive: true, force: true })
	}
}

/** Debian's Prometheus can't ask a cluster what runs there, so it is told. */
async function writeTargets(path: string): Promise<void> {
	const pods = (await listPods('backend')).filter(({ ip }) => ip !== '')
	const all = pods.map(({ name, ip }) => ({ targets: [`${ip}:9464`], labels: { namespace, pod: name } }))
	writeFileSync(`${path}.new`, JSON.stringify(all))
	renameSync(`${path}.new`, path)
}

function start(program: string, args: readonly string[]): ChildProcess {
	return spawn(program, args, { stdio: 'ignore' })
}

function end(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		if (child.exitCode !== null) return resolve()
		child.once('exit', () => resolve())
		child.kill('SIGTERM')
	})
}

function listObjects(port: number): object[] {
	const metadata = { name: 'request-rate', namespace: 'kube-system' }
	return [
		{ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ name: 'https', port: 443, targetPort: port }] } },
		{
			apiVersion: 'discovery.k8s.io/v1',
			kind: 'EndpointSlice',
			metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
			addressType: 'IPv4',
			ports: [{ name: 'https', port }],
			endpoints: [{ addresses: [machine] }],
		},
		{
			apiVersion: 'apiregistration.k8s.io/v1',
			kind: 'APIService',
			metadata: { name: 'v1beta1.custom.metrics.k8s.io' },
			spec: {
				service: { name: metadata.name, namespace: metadata.namespace },
				group: 'custom.metrics.k8s.io',
				version: 'v1beta1',
				insecureSkipTLSVerify: true,
				groupPriorityMinimum: 100,
				versionPriority: 100,
			},
		},
	]
}
