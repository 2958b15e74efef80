import type { Shape } from '../shapes.ts'

const secret = 'secrets.betterAuthSecret=q8Zt3vLw7yXk2Rf9Jm4Nb6Hc1Pd5Sg0A'
const todoDb = ['database.password=in-the-tests-only', 'database.adminPassword=in-the-tests-too']
const neon = 'secrets.databaseUrl=postgresql://user:password@ep-x-pooler.neon.tech/todoapp?sslmode=verify-full'

/** What each shape must be given where there is no cluster to keep made secrets. */
export const checkedValues: Readonly<Record<Shape, readonly string[]>> = {
	sqlite: [secret],
	'in-cluster-postgres': [secret, ...todoDb],
	minikube: [secret, ...todoDb, 'secrets.cohereApiKey=co-123'],
	'docker-desktop': [secret, neon, 'secrets.openaiApiKey=sk-123'],
	production: [secret, neon, 'ingress.host=todo.example.com', 'tls.certManager.issuer=letsencrypt'],
}

const flows = ['database', 'models', 'smtp', 'push', 's3', 'otlp']
const edge = [
	'ingress.enabled=true',
	'gateway.enabled=true',
	'gateway.create.enabled=true',
	'gateway.create.className=traefik',
	'tls.enabled=true',
	'tls.mode=cert-manager',
	'tls.certManager.issuer=letsencrypt',
]
const scaling = ['backend', 'frontend'].flatMap((name) => [
	`${name}.autoscaling.enabled=true`,
	`${name}.autoscaling.maxReplicas=5`,
	`${name}.autoscaling.requestRate.enabled=true`,
	`${name}.autoscaling.requestRate.source=keda`,
	`${name}.autoscaling.requestRate.prometheus=http://prometheus:9090`,
	`${name}.userNamespace=true`,
])
export const people = [
	'rbac.viewers[0].kind=User',
	'rbac.viewers[0].name=ada',
	'rbac.deployers[0].kind=User',
	'rbac.deployers[0].name=ci',
]

/** Every switch on, in as many renderings as it takes: some shut one another out. */
export const everything: readonly (readonly string[])[] = [
	[
		secret,
		'secrets.smtpUrl=smtps://mail.example.com',
		'config.frontendUrl=https://todo.example.com',
		'database.tls.enabled=true',
		'database.tls.mode=cert-manager',
		'database.tls.certManager.issuer=internal',
		'backend.tls.enabled=true',
		'backend.tls.mode=cert-manager',
		'backend.tls.certManager.issuer=internal',
		'commonAnnotations.a=1',
		'commonLabels.b=2',
		...todoDb,
		...edge,
		...scaling,
		...people,
		...flows.map((flow) => `networkPolicy.egress.${flow}.enabled=true`),
	],
	[
		'externalSecrets.enabled=true',
		'externalSecrets.store.name=vault',
		'externalSecrets.keys.BETTER_AUTH_SECRET.key=todo',
		'externalSecrets.keys.DATABASE_URL.key=todo',
	],
	['sealedSecrets.enabled=true', 'sealedSecrets.encryptedData.BETTER_AUTH_SECRET=AgB', ...todoDb],
]

/** What kube-score would have otherwise, and why it is so. */
export const exceptions: readonly { finding: RegExp; reason: string }[] = [
	{ finding: /ImagePullPolicy is not set to Always/, reason: 'K8S-3: never by default; releases name versions' },
	{ finding: /Image with latest tag/, reason: 'IMG-7: local work uses latest; the production shape names a version' },
	{ finding: /does not have a host podAntiAffinity set/, reason: 'topologySpreadConstraints do it' },
	{ finding: /^\[CRITICAL\] todo-db .*low (user|group) ID/, reason: 'postgres is 70 in its own image' },
	{ finding: /^\[CRITICAL\] todo-db .*valid serviceName/, reason: 'K8S-5 wants todo-db as a ClusterIP Service' },
	{
		finding: /^\[CRITICAL\] frontend .*same readiness and liveness probe/,
		reason: 'the page has one state of its own: it asks no API, whose trouble would else restart it',
	},
	{
		finding: /backend .*Deployment update strategy/,
		reason: 'K8S-16: SQLite takes one process, so its pod is replaced',
	},
	{ finding: /(Deployment|HPA) few replicas/, reason: 'shapes for one node run one of each' },
]
