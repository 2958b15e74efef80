import { spawn } from 'node:child_process'
import { isRecord, toRecord } from '../../../scripts/json.ts'
import type { Cluster } from './cluster.ts'
import { toLine, type Run } from './programs.ts'
import type { Say } from './steps.ts'

/** Where the page answers, and what that took. */
export type Door = { url: string; close: () => void; note: string }

export type DoorOptions = { say: Say; env: NodeJS.ProcessEnv; isOpen: (url: string) => Promise<boolean> }

type Candidate = { url: string; note: string }

/**
 * The first address that answers from here: the Ingress's host, a LoadBalancer's address, a node's port, else a port-forward, which
 * always works. An address that isn't handed out yet is not waited for.
 */
export async function findDoor(run: Run, cluster: Cluster, { say, env, isOpen }: DoorOptions): Promise<Door> {
	const service = await get(run, cluster, ['service', 'frontend'])
	const ingress = await get(run, cluster, ['ingress', 'todo-ingress'])
	const nodes = await get(run, cluster, ['nodes'])
	const given = await readIngressAddress(run, cluster, ingress)
	const candidates = [...listHosts(ingress, given), ...listAddresses(service), ...listNodePorts(service, nodes)]
	for (const { url, note } of candidates) {
		if (await isOpen(url)) return { url, note, close: () => {} }
		say(`${url} doesn't answer from here. ${note}`)
	}
	if (isWithoutAddress(service)) say('No LoadBalancer hands out an address here, and none is waited for.')
	return forward(cluster, env)
}

function listHosts(ingress: Thing, address: string): Candidate[] {
	const host = toList(toRecord(ingress, 'spec').rules)[0]?.host
	if (typeof host !== 'string' || host === '') return []
	const scheme = toList(toRecord(ingress, 'spec').tls).length > 0 ? 'https' : 'http'
	const note = `Is the name known on this machine? Else a line for its file of hosts: ${address} ${host}`
	return [{ url: `${scheme}://${host}`, note }]
}

/** Minikube's controller may take a minute to write its address down; Minikube knows it at once. */
async function readIngressAddress(run: Run, { context }: Cluster, ingress: Thing): Promise<string> {
	const [given] = toList(toRecord(toRecord(ingress, 'status'), 'loadBalancer').ingress)
	const written = [given?.ip, given?.hostname].find((one) => typeof one === 'string')
	const minikube = context === 'minikube' ? (await run('minikube', ['--profile', context, 'ip'])).output.trim() : ''
	return written ?? (minikube || '<address of the ingress controller>')
}

function listAddresses(service: Thing): Candidate[] {
	const port = readPort(service, 'port')
	return toList(toRecord(toRecord(service, 'status'), 'loadBalancer').ingress).map(({ ip, hostname }) => ({
		url: `http://${toHost(String(hostname ?? ip))}:${port}`,
		note: 'That is the address of the Service `frontend`.',
	}))
}

function listNodePorts(service: Thing, nodes: Thing): Candidate[] {
	const port = readPort(service, 'nodePort')
	if (!port) return []
	const addresses = toList(nodes.items).flatMap((node) => toList(toRecord(node, 'status').addresses))
	const found = addresses.find(({ type }) => type === 'InternalIP')
	return found
		? [{ url: `http://${toHost(String(found.address))}:${port}`, note: 'That is a node’s port (NodePort).' }]
		: []
}

const toHost = (address: string): string => (address.includes(':') ? `[${address}]` : address)

function isWithoutAddress(service: Thing): boolean {
	const isLoadBalancer = toRecord(service, 'spec').type === 'LoadBalancer'
	return isLoadBalancer && toList(toRecord(toRecord(service, 'status'), 'loadBalancer').ingress).length === 0
}

const readPort = (service: Thing, name: string): number =>
	Number(toList(toRecord(service, 'spec').ports)[0]?.[name] ?? 0)

/** A way in through the API server, on a free port of this machine, for as long as it isn't closed. @throws {Error} where there is none. */
function forward(cluster: Cluster, env: NodeJS.ProcessEnv): Promise<Door> {
	const args = [...cluster.kubectl, 'port-forward', 'service/frontend', ':3000']
	const child = spawn('kubectl', args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
	let errors = ''
	let output = ''
	return new Promise((resolve, reject) => {
		child.once('error', reject)
		child.stderr.setEncoding('utf8').on('data', (part: string) => (errors += part))
		child.once('close', () => reject(new Error(`The port-forward ended: ${errors.trim()}`)))
		child.stdout.setEncoding('utf8').on('data', (part: string) => {
			output += part
			const port = /127\.0\.0\.1:(\d+)/.exec(output)?.[1]
			if (!port) return
			const keep = toLine('kubectl', [...cluster.kubectl, 'port-forward', 'service/frontend', '3000'])
			const note = `That was a port-forward of this command's own. To keep one open: ${keep}, then http://localhost:3000`
			resolve({ url: `http://127.0.0.1:${port}`, note, close: () => child.kill('SIGTERM') })
		})
	})
}

type Thing = Record<string, unknown>

/** Empty where it isn't there. */
async function get(run: Run, cluster: Cluster, what: readonly string[]): Promise<Thing> {
	const { code, output } = await run('kubectl', [...cluster.kubectl, 'get', ...what, '--output', 'json'])
	if (code !== 0) return {}
	const answer: unknown = JSON.parse(output)
	return isRecord(answer) ? answer : {}
}

const toList = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isRecord) : [])
