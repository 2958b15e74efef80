import { request } from 'node:https'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './door.ts'
import { bringUp, host, kubectl, settings, takeDown, tryKubectl, until } from './stage.ts'

beforeAll(takeDown)
afterAll(takeDown)

const isUp = async () => (await ask('/').catch(() => null))?.status === 200

test('K8S-24: https from page to API, where a setting says so', async () => {
	await bringUp('in-cluster-postgres', ['backend.tls.enabled=true', 'frontend.service.type=ClusterIP'])
	await until('the page', isUp, 30_000)
	expect((await ask('/api/health')).status).toBe(200)
	const fetchPlain = `fetch('http://backend:8000/api/health').then((answer) => console.log(answer.status), () => console.log('refused'))`
	expect(await kubectl('exec', 'deployment/frontend', '--', 'node', '--eval', fetchPlain)).not.toContain('200')
}, 500_000)

test('K8S-8: https to the database in the cluster, where a setting says so', async () => {
	await bringUp('in-cluster-postgres', ['database.tls.enabled=true'])
	// Pods of before the update may still be ending.
	await until('every connection is encrypted', async () => (await countConnections('NOT ssl')) === 0, 60_000)
	expect(await countConnections('ssl')).toBeGreaterThan(0)
}, 500_000)

describe.skipIf(!settings.ingressTls)('https', () => {
	test('K8S-8: the Ingress serves https under the host’s name, with a certificate of its own where none is given', async () => {
		await takeDown()
		await bringUp('in-cluster-postgres', ['tls.enabled=true', 'tls.mode=self-signed', 'ingress.host=todo.local'])
		let names = ''
		await until('the certificate', async () => (names = await readNames('/healthz')).includes(host), 30_000)
		expect(names).toContain('DNS:todo.local')
	}, 500_000)
})

describe.skipIf(!settings.gatewayClass)('a gateway', () => {
	test('K8S-7: the Gateway API’s route leads to page and API as the Ingress does', async () => {
		await takeDown()
		const create = [
			`gateway.create.enabled=true`,
			`gateway.create.className=${settings.gatewayClass}`,
			`gateway.create.httpPort=${settings.gatewayPort}`,
		]
		await bringUp('in-cluster-postgres', ['ingress.enabled=false', 'gateway.enabled=true', ...create])
		await until('the page', isUp, 30_000)
		expect((await tryKubectl('get', 'ingress', 'todo-ingress')).code).not.toBe(0)
		expect((await ask('/api/health')).status).toBe(200)
		expect((await ask('/api/tasks')).status).toBe(401)
	}, 500_000)
})

/** The API's connections to the database in the cluster of which this is true. */
async function countConnections(condition: string): Promise<number> {
	const query = `SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE client_addr IS NOT NULL AND ${condition}`
	const psql = ['psql', '-U', 'postgres', '-At', '-c', query, 'todoapp']
	return Number(await kubectl('exec', 'todo-db-0', '--container', 'postgres', '--', ...psql))
}

/** The names of the certificate that the host is answered with; empty where no good answer comes. */
function readNames(path: string): Promise<string> {
	const { hostname, port } = new URL(settings.ingressTls)
	return new Promise((resolve) => {
		const options = { hostname, port, path, servername: host, headers: { host }, rejectUnauthorized: false }
		const asked = request(options, (response) => {
			const certificate = response.socket instanceof TLSSocket ? response.socket.getPeerCertificate() : null
			response.resume()
			resolve(response.statusCode === 200 ? (certificate?.subjectaltname ?? '') : '')
		})
		asked.once('error', () => resolve(''))
		asked.end()
	})
}
