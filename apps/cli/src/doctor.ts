import type { Shape } from '../../../scripts/charts/shapes.ts'
import { toLine, type Run } from './programs.ts'

export type Finding = { name: string; fine: boolean; said: string }

type Check = { name: string; program: string; args: readonly string[]; how: string }

const helm: Check = {
	name: 'Helm',
	program: 'helm',
	args: ['version', '--short'],
	how: 'Install Helm 3.21 or newer: https://helm.sh/docs/intro/install (macOS: brew install helm; Windows: winget install Helm.Helm).',
}
const kubectl: Check = {
	name: 'kubectl',
	program: 'kubectl',
	args: ['version', '--client'],
	how: 'Install kubectl: https://kubernetes.io/docs/tasks/tools (macOS: brew install kubectl; Windows: winget install Kubernetes.kubectl).',
}
const docker: Check = {
	name: 'Docker',
	program: 'docker',
	args: ['version', '--format', '{{.Server.Version}}'],
	how: 'Install Docker (https://docs.docker.com/get-docker) and start it; it builds the images.',
}
const minikube: Check = {
	name: 'Minikube',
	program: 'minikube',
	args: ['version', '--short'],
	how: 'Install Minikube: https://minikube.sigs.k8s.io/docs/start (macOS: brew install minikube; Windows: winget install Kubernetes.minikube).',
}

/** What starts a Minikube that the shape fits, with a network that enforces policies. */
export const minikubeStart = ['start', '--driver=docker', '--cpus=2', '--memory=4096', '--cni=calico'] as const

export type DoctorOptions = { shape: Shape | null; context: string | null; builds: boolean; asksCluster: boolean }

/** Asks each program that is needed for a sign of life, and the cluster too. Changes nothing. */
export async function examine(run: Run, { shape, context, builds, asksCluster }: DoctorOptions): Promise<Finding[]> {
	const usesMinikube = context === 'minikube' || (context === null && shape === 'minikube')
	const checks = [helm, kubectl, ...(builds ? [docker] : []), ...(usesMinikube ? [minikube] : [])]
	const findings: Finding[] = []
	for (const check of checks) findings.push(await ask(run, check))
	if (asksCluster && context !== null && findings.some(({ name, fine }) => name === 'kubectl' && fine))
		findings.push(await askCluster(run, context))
	return findings
}

async function ask(run: Run, { name, program, args, how }: Check): Promise<Finding> {
	const { code, output, errors } = await run(program, args)
	if (code === 0) return { name, fine: true, said: output.trim().split('\n')[0] ?? '' }
	const why =
		code === 127 ? 'is not installed' : `doesn't answer (\`${toLine(program, args)}\`: ${firstLine(errors || output)})`
	return { name, fine: false, said: `${why}. ${how}` }
}

async function askCluster(run: Run, context: string): Promise<Finding> {
	const name = `cluster ${context}`
	const { code, output, errors } = await run('kubectl', [
		'--context',
		context,
		'--request-timeout=10s',
		'get',
		'--raw',
		'/version',
	])
	const version = /"gitVersion":\s*"([^"]+)"/.exec(output)?.[1]
	if (code === 0) return { name, fine: true, said: version ?? 'answers' }
	const start: Record<string, string> = {
		minikube: `Start it: minikube ${minikubeStart.join(' ')}`,
		'docker-desktop': "Switch Kubernetes on in Docker Desktop's settings, and wait until it says that it runs.",
	}
	const how =
		start[context] ?? 'Is it running, and does kubectl have its address and a valid sign-in (kubectl config view)?'
	return { name, fine: false, said: `can't be reached (${firstLine(errors)}). ${how}` }
}

const firstLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
