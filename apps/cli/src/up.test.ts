import { afterEach, describe, expect, test } from 'vitest'
import { standIn, type StandInOptions, type StandIns } from './testing/stand-ins.ts'

const neon = 'postgresql://ada:pass-word@ep-x-pooler.neon.tech/todo?sslmode=verify-full'
const build = (image: string) =>
	`docker build --target=${image} --build-arg VERSION=0.1.0 --build-arg REVISION=abc123 ` +
	`--tag todo-${image}:latest --tag todo-${image}:0.1.0 --tag todo-${image}:abc123 .`
const builds = [build('backend'), build('frontend')]
const kubectl = (context: string) => `kubectl --context ${context} --namespace todo-app`
const helm = (context: string, shape: string, hasDatabase: boolean, more = '') =>
	`helm --kube-context ${context} --namespace todo-app upgrade --install todo-app helm/todo-app --values helm/todo-app/values/${shape}.yaml ` +
	`--set secrets.existingSecret=todo-secrets --set secrets.existingSecretHasDatabaseUrl=${hasDatabase}${more}`
const marks = ['backend', 'frontend']
	.map((name) => ` --set-string ${name}.podAnnotations.todo-app/image=0123456789ab`)
	.join('')
const waits = (context: string, workloads: readonly string[]) =>
	workloads.map((workload) => `${kubectl(context)} rollout status ${workload} --timeout=5m`)

describe.runIf(process.platform !== 'win32')('npm run todo -- up', () => {
	const open: StandIns[] = []
	const start = (options: StandInOptions = {}) => {
		const standIns = standIn(options)
		open.push(standIns)
		return standIns
	}
	afterEach(() => {
		for (const standIns of open.splice(0)) standIns.remove()
	})

	test('K8S-3, K8S-19: minikube, command by command', async () => {
		const { todo, changes, asked, said } = start()
		expect(await todo('up minikube --skip-check')).toBe(0)
		expect(said()).toContain('It is up: http://127.0.0.1:4321')
		expect(changes()).toEqual([
			'minikube --profile minikube addons enable ingress',
			'minikube --profile minikube addons enable metrics-server',
			...builds,
			'kubectl --context minikube apply --filename k8s/minikube/namespace.yaml',
			`${kubectl('minikube')} create --filename -`,
			helm('minikube', 'minikube', false, marks),
			...waits('minikube', ['statefulset/todo-db', 'deployment/backend', 'deployment/frontend']),
		])
		// Built where the pods run.
		for (const { dockerHost } of asked().filter(({ line }) => line.startsWith('docker build')))
			expect(dockerHost).toBe('tcp://192.168.49.2:2376')
	})

	test('K8S-3: minikube without a Docker daemon of its own has the images loaded', async () => {
		const { todo, changes } = start({ answers: [{ when: 'docker-env', code: 1 }] })
		await todo('up minikube --skip-check')
		expect(changes().slice(2, 5)).toEqual([
			...builds,
			'minikube --profile minikube image load --overwrite=true todo-backend:latest todo-frontend:latest',
		])
	})

	test('K8S-3, K8S-19: docker-desktop, command by command', async () => {
		const { todo, changes } = start({ settings: { DATABASE_URL: neon } })
		await todo('up docker-desktop --skip-check')
		expect(changes()).toEqual([
			...builds,
			'kubectl --context docker-desktop apply --filename k8s/docker-desktop/namespace.yaml',
			`${kubectl('docker-desktop')} create --filename -`,
			helm('docker-desktop', 'docker-desktop', true, marks),
			...waits('docker-desktop', ['deployment/backend', 'deployment/frontend']),
		])
	})

	test.each(['minikube', 'docker-desktop'])('--dry-run of %s shows those commands, and runs none', async (shape) => {
		const settings = { DATABASE_URL: neon }
		const dry = start({ settings })
		expect(await dry.todo(`up ${shape} --dry-run`)).toBe(0)
		expect(dry.changes()).toEqual([])
		const real = start({ settings })
		await real.todo(`up ${shape} --skip-check`)
		const shown = dry
			.said()
			.split('\n')
			.map((line) => line.replace(/^(?:[A-Z_]+=\S+ )+/, '').replace(/ {3}# and secrets.*$/, ''))
		// What tells one build from another can't be known before the build.
		for (const line of real.changes()) expect(shown).toContain(line.replace(marks, ''))
	})

	const stopped = [{ when: 'minikube --profile minikube status', code: 85, output: '{"Host":"Stopped"}' }]

	test('K8S-23: a Minikube that doesn’t run is started first', async () => {
		const { todo, changes } = start({ answers: stopped })
		expect(await todo('up minikube --skip-check')).toBe(0)
		expect(changes()[0]).toBe('minikube --profile minikube start --driver=docker --cpus=2 --memory=4096 --cni=calico')
		expect(changes()[1]).toBe('minikube --profile minikube addons enable ingress')
		const other = start({ answers: stopped, settings: { DATABASE_URL: neon } })
		await other.todo('up production --context minikube --no-build --skip-check')
		expect(other.changes().join()).not.toContain('start')
	})

	test('K8S-23: --dry-run shows that, and asks no cluster that isn’t there', async () => {
		const { todo, changes, said } = start({ answers: [...stopped, { when: ' get ', code: 1, errors: 'refused' }] })
		expect([await todo('up minikube --dry-run'), said()]).toEqual([
			0,
			expect.stringContaining('minikube --profile minikube start --driver'),
		])
		expect(changes()).toEqual([])
	})

	test('K8S-23: the line for the file of hosts is told where the name isn’t known', async () => {
		const ingress = JSON.stringify({ spec: { rules: [{ host: 'todo.invalid' }] }, status: {} })
		const { todo, said } = start({
			answers: [
				{ when: 'get ingress', output: ingress },
				{ when: 'minikube --profile minikube ip', output: '192.168.49.2\n' },
			],
		})
		expect(await todo('up minikube --skip-check')).toBe(0)
		expect(said()).toContain('a line for its file of hosts: 192.168.49.2 todo.invalid')
	})

	test('a registry is pushed to, and asked', async () => {
		const { todo, changes } = start({ settings: { DATABASE_URL: neon } })
		await todo(
			'up production --context cloud --registry registry.example.com/todo/ --set ingress.host=todo.example.com --skip-check',
		)
		expect(changes()).toContain('docker tag todo-backend:abc123 registry.example.com/todo/todo-backend:abc123')
		expect(changes()).toContain('docker push registry.example.com/todo/todo-frontend:abc123')
		const install = changes().find((line) => line.startsWith('helm'))
		expect(install).toContain('--set global.imageRegistry=registry.example.com/todo --set backend.image.tag=abc123')
		expect(install).toContain('--set ingress.host=todo.example.com')
	})

	test('a program of the caller’s may bring the images', async () => {
		const { todo, changes } = start({ programs: ['helm', 'kubectl', 'docker', 'load.sh'] })
		await todo('up in-cluster-postgres --load-with load.sh --values helm/todo-app/ci/lab-values.yaml --skip-check')
		expect(changes()[2]).toBe('load.sh todo-backend:latest todo-frontend:latest')
		expect(changes().find((line) => line.startsWith('helm'))).toContain(
			'helm --kube-context here --namespace todo-app upgrade --install todo-app helm/todo-app ' +
				'--values helm/todo-app/values/in-cluster-postgres.yaml --values helm/todo-app/ci/lab-values.yaml',
		)
	})

	test('where nobody says how images get in, nothing is begun', async () => {
		const { todo, changes, said } = start()
		expect(await todo('up sqlite')).toBe(1)
		expect(said()).toContain('Nobody says how images get into the cluster here: push them (--registry')
		expect(changes()).toEqual([])
	})

	test('what is missing is said, with how to get it, before anything is begun', async () => {
		const { todo, said, asked } = start({
			programs: ['kubectl'],
			answers: [{ when: '/version', code: 1, errors: 'connection refused' }],
		})
		expect(await todo('up minikube')).toBe(1)
		expect(said()).toContain('Helm is not installed. Install Helm 3.21 or newer: https://helm.sh')
		expect(said()).toContain('Minikube is not installed')
		expect(said()).toContain('Not begun: Helm, Docker, Minikube first.')
		expect(asked().every(({ line }) => line.includes('version'))).toBe(true)
	})

	test('a cluster that doesn’t answer is said, with what to do', async () => {
		const { todo, said, changes } = start({ answers: [{ when: '/version', code: 1, errors: 'connection refused' }] })
		expect(await todo('up docker-desktop')).toBe(1)
		expect(said()).toContain(
			"cluster docker-desktop can't be reached (connection refused). Switch Kubernetes on in Docker Desktop's settings",
		)
		expect(said()).toContain('Not begun: cluster docker-desktop first.')
		expect(changes()).toEqual([])
	})
})
