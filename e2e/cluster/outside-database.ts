import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from './stage.ts'

/** A namespace that is not the product's: what stands there is "outside". */
export const outside = 'outside'

const password = 'outside-the-product'

/** PostgreSQL that speaks TLS, in a namespace of its own, as Neon would be reached: by address alone. Answers the address. */
export async function provideOutsideDatabase(): Promise<string> {
	await must('kubectl', ['delete', 'namespace', outside, '--ignore-not-found', '--wait'])
	await must('kubectl', ['apply', '--filename', '-'], {
		input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...objects, toSecret()] }),
	})
	await must('kubectl', ['--namespace', outside, 'rollout', 'status', 'deployment/postgres', '--timeout=120s'])
	return `postgresql://todo:${password}@postgres.${outside}.svc.cluster.local:5432/todoapp?sslmode=require`
}

export const removeOutsideDatabase = (): Promise<string> =>
	must('kubectl', ['delete', 'namespace', outside, '--ignore-not-found', '--wait'])

/** A certificate of its own making: `require` asks for encryption, not for whose it is. */
function toSecret(): object {
	const folder = mkdtempSync(join(tmpdir(), 'todo-certificate-'))
	try {
		const [key, certificate] = [join(folder, 'tls.key'), join(folder, 'tls.crt')]
		const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '2']
		execFileSync('openssl', [...kind, '-subj', '/CN=postgres', '-keyout', key, '-out', certificate], {
			stdio: 'ignore',
		})
		const stringData = { 'tls.key': readFileSync(key, 'utf8'), 'tls.crt': readFileSync(certificate, 'utf8') }
		return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'postgres-tls', namespace: outside }, stringData }
	} finally {
		rmSync(folder, { recursive: true })
	}
}

const labels = { app: 'postgres' }
/** PostgreSQL reads no key that others can read. */
const start = `cp /certificates/tls.crt /certificates/tls.key /tmp && chmod 600 /tmp/tls.key && exec docker-entrypoint.sh postgres -c ssl=on -c ssl_cert_file=/tmp/tls.crt -c ssl_key_file=/tmp/tls.key`

const objects = [
	{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: outside } },
	{
		apiVersion: 'v1',
		kind: 'Service',
		metadata: { name: 'postgres', namespace: outside },
		spec: { selector: labels, ports: [{ port: 5432 }] },
	},
	{
		apiVersion: 'apps/v1',
		kind: 'Deployment',
		metadata: { name: 'postgres', namespace: outside },
		spec: {
			selector: { matchLabels: labels },
			template: {
				metadata: { labels },
				spec: {
					securityContext: { runAsUser: 70, runAsGroup: 70, fsGroup: 70 },
					containers: [
						{
							name: 'postgres',
							image: 'postgres:17-alpine',
							imagePullPolicy: 'IfNotPresent',
							command: ['sh', '-c', start],
							env: [
								{ name: 'POSTGRES_USER', value: 'todo' },
								{ name: 'POSTGRES_PASSWORD', value: password },
								{ name: 'POSTGRES_DB', value: 'todoapp' },
								{ name: 'PGDATA', value: '/data/pg' },
							],
							readinessProbe: {
								exec: { command: ['pg_isready', '-h', '127.0.0.1', '-U', 'todo', '-d', 'todoapp'] },
								periodSeconds: 1,
							},
							volumeMounts: [
								{ name: 'certificates', mountPath: '/certificates' },
								{ name: 'data', mountPath: '/data' },
								{ name: 'run', mountPath: '/run/postgresql' },
							],
						},
					],
					volumes: [
						{ name: 'certificates', secret: { secretName: 'postgres-tls' } },
						{ name: 'data', emptyDir: {} },
						{ name: 'run', emptyDir: {} },
					],
				},
			},
		},
	},
]
