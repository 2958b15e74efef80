import { toRecord } from '../../../scripts/json.ts'
import type { Shape } from '../../../scripts/charts/shapes.ts'
import { namespace, type Cluster } from './cluster.ts'
import type { Run } from './programs.ts'
import type { Say, Step } from './steps.ts'

/** The Secret with the API's settings. The chart is told that it is somebody else's, so no upgrade changes or removes it. */
export const secretName = 'todo-secrets'

/** What may be given by the environment or .env. */
export const secretNames = [
	'BETTER_AUTH_SECRET',
	'DATABASE_URL',
	'DATABASE_DIRECT_URL',
	'COHERE_API_KEY',
	'OPENAI_API_KEY',
	'GEMINI_API_KEY',
	'COMPATIBLE_API_KEY',
	'SMTP_URL',
	'INVITE_CODE',
] as const

export type SecretPlan = { steps: Step[]; hasDatabaseUrl: boolean }

type Given = Readonly<Record<string, string | undefined>>

/** Which shapes have no database of their own. */
const external: readonly Shape[] = ['docker-desktop', 'production']

/**
 * Adds what the Secret lacks and leaves what it has. `isThere`: the cluster can be asked. `makeSecret` answers 32 characters or more that nobody can guess.
 * @throws {Error} where a database outside is wanted and none is named; with the names of keys, never their values.
 */
export async function planSecrets(
	run: Run,
	cluster: Cluster,
	shape: Shape,
	given: Given,
	{ say, makeSecret, isThere }: { say: Say; makeSecret: () => string; isThere: boolean },
): Promise<SecretPlan> {
	const found = isThere ? await readSecret(run, cluster) : null
	const kept = new Map(Object.entries(dropChartAddress(found?.data ?? {})))
	const additions = new Map<string, string>()
	for (const name of secretNames) {
		const value = given[name]
		if (!value || (name.startsWith('DATABASE_') && !takesDatabase(shape, value, say))) continue
		const encoded = Buffer.from(value).toString('base64')
		if (!kept.has(name)) additions.set(name, encoded)
		else if (kept.get(name) !== encoded)
			say(
				`${name} is another one here than in the cluster, where it stays: change it by \`kubectl --namespace ${namespace} edit secret ${secretName}\`.`,
			)
	}
	const all = new Map([...kept, ...additions])
	if (!all.has('BETTER_AUTH_SECRET') && !all.has('SECRET_KEY')) {
		say('BETTER_AUTH_SECRET is made, and kept in the cluster.')
		additions.set('BETTER_AUTH_SECRET', Buffer.from(makeSecret()).toString('base64'))
	}
	const hasDatabaseUrl = all.has('DATABASE_URL')
	if (external.includes(shape) && !hasDatabaseUrl)
		throw new Error(
			`The shape ${shape} keeps its data in a PostgreSQL outside the cluster: give its address as DATABASE_URL, in the environment or .env ` +
				'(Neon shows it under "Connect"; end it with ?sslmode=verify-full).',
		)
	if (found && !found.isOfChart && additions.size === 0) return { steps: [], hasDatabaseUrl }
	const data = new Map([...kept, ...additions])
	return { steps: [toStep(cluster, found, data, additions)], hasDatabaseUrl }
}

/** An address in .env is often that of `npm start`: on this machine, where no pod finds it. */
function takesDatabase(shape: Shape, address: string, say: Say): boolean {
	if (shape === 'sqlite' || shape === 'in-cluster-postgres') return false
	if (!/@(?:localhost|127\.\d|\[::1\])/.test(address)) return true
	say('DATABASE_URL names this machine, which pods don’t find there: it is left out.')
	return false
}

type Found = { data: Record<string, string>; version: string; isOfChart: boolean }
type Data = ReadonlyMap<string, string>

function toStep(cluster: Cluster, found: Found | null, data: Data, additions: Data): Step {
	// Helm deletes what is no longer of its release, unless this is said; the version refuses what somebody changed meanwhile.
	const annotations = { 'helm.sh/resource-policy': 'keep' }
	const metadata = { name: secretName, namespace, labels: { app: 'todo-app' }, annotations }
	const object = {
		apiVersion: 'v1',
		kind: 'Secret',
		metadata: found ? { ...metadata, resourceVersion: found.version } : metadata,
		type: 'Opaque',
		data: Object.fromEntries(data),
	}
	const names = [...(additions.size > 0 ? additions : data).keys()].toSorted()
	return {
		say: `Keeping ${names.join(', ')} in the Secret ${secretName}`,
		program: 'kubectl',
		args: [...cluster.kubectl, found ? 'replace' : 'create', '--filename', '-'],
		input: JSON.stringify(object),
	}
}

/** Null where there is none. @throws {Error} where it can't be known. */
async function readSecret(run: Run, cluster: Cluster): Promise<Found | null> {
	const args = [...cluster.kubectl, 'get', 'secret', secretName, '--ignore-not-found', '--output', 'json']
	const { code, output, errors } = await run('kubectl', args)
	if (code !== 0) throw new Error(`The Secrets of the cluster can't be read: ${errors.trim()}`)
	if (output.trim() === '') return null
	const object: unknown = JSON.parse(output)
	const metadata = toRecord(object, 'metadata')
	const data = Object.entries(toRecord(object, 'data')).map(([name, value]) => [name, String(value)] as const)
	return {
		data: Object.fromEntries(data),
		version: String(metadata.resourceVersion),
		isOfChart:
			toRecord(metadata, 'labels')['app.kubernetes.io/managed-by'] === 'Helm' &&
			toRecord(metadata, 'annotations')['helm.sh/resource-policy'] !== 'keep',
	}
}

/** Where the chart was installed by hand, the address of `todo-db` stands there: that is the chart's own affair. */
function dropChartAddress(data: Record<string, string>): Record<string, string> {
	const address = Buffer.from(data.DATABASE_URL ?? '', 'base64').toString()
	if (!address.includes('@todo-db:')) return data
	const { DATABASE_URL: _own, DATABASE_DIRECT_URL: _direct, ...others } = data
	return others
}
