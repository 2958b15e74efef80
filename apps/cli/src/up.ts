import type { Release } from '../../../scripts/images/build.ts'
import type { Up } from './arguments.ts'
import { chooseCluster, type Cluster } from './cluster.ts'
import { examine, minikubeStart } from './doctor.ts'
import { findDoor } from './door.ts'
import { chooseWay, type Way } from './images.ts'
import { planUp } from './plan.ts'
import type { Run } from './programs.ts'
import { planSecrets } from './secrets.ts'
import { runSmokeTest } from './smoke.ts'
import { runSteps, type Say } from './steps.ts'

export type World = {
	run: Run
	say: Say
	/** What programs get; settings and secrets are read from it, too. */
	env: NodeJS.ProcessEnv
	readRelease: () => Promise<Release>
	/** At least 32 characters that nobody can guess. */
	makeSecret: () => string
	ask: (question: string) => Promise<string>
}

/** From what is installed to an address that works. @throws {StepFailed} or {Error} with the reason. */
export async function bringUp(world: World, up: Up, context: string | null, dryRun: boolean): Promise<void> {
	const { run, say, env } = world
	const cluster = await chooseCluster(run, context, up.shape)
	await requireHealth(world, up, cluster, !startsMinikube(up, cluster))
	const isThere = await startMinikube(world, up, cluster, dryRun)
	const way = await chooseWay(run, up, cluster)
	const secrets = await planSecrets(run, cluster, up.shape, env, { ...world, isThere })
	const plan = planUp(up, cluster, way, await world.readRelease(), secrets)
	await runSteps(run, say, plan.before, dryRun)
	const marks = dryRun || !up.build ? new Map<string, string>() : await readMarks(run, way, up.tag)
	await runSteps(run, say, plan.after(marks), dryRun)
	if (dryRun) say('Nothing was changed. After these the smoke test would run, and the address be printed.')
	else await openDoor(world, up, cluster)
}

const startsMinikube = (up: Up, { context }: Cluster): boolean => up.shape === 'minikube' && context === 'minikube'

/** The shape `minikube` brings its cluster along. Answers whether there is one to ask: a dry run starts none. */
async function startMinikube(world: World, up: Up, cluster: Cluster, dryRun: boolean): Promise<boolean> {
	if (!startsMinikube(up, cluster)) return true
	const profile = ['--profile', cluster.context]
	if ((await world.run('minikube', [...profile, 'status', '--output', 'json'])).code === 0) return true
	const step = { say: 'Starting Minikube', program: 'minikube', args: [...profile, ...minikubeStart], show: true }
	await runSteps(world.run, world.say, [step], dryRun)
	return !dryRun
}

async function requireHealth(world: World, up: Up, { context }: Cluster, asksCluster: boolean): Promise<void> {
	const { run, say } = world
	const findings = await examine(run, { shape: up.shape, context, builds: up.build, asksCluster })
	const bad = findings.filter(({ fine }) => !fine)
	for (const { name, said } of bad) say(`${name} ${said}`)
	if (bad.length > 0) throw new Error(`Not begun: ${bad.map(({ name }) => name).join(', ')} first.`)
}

/** What tells one build from another, since the tag `latest` stays the same. */
async function readMarks(run: Run, way: Way, tag: string | null): Promise<Map<string, string>> {
	const marks = new Map<string, string>()
	const env = way.kind === 'daemon' ? way.env : {}
	for (const name of ['backend', 'frontend']) {
		const args = ['image', 'inspect', '--format', '{{.Id}}', `todo-${name}:${tag ?? 'latest'}`]
		const { code, output } = await run('docker', args, { env })
		if (code === 0) marks.set(name, output.trim().replace('sha256:', '').slice(0, 12))
	}
	return marks
}

async function openDoor({ run, say, env, makeSecret }: World, up: Up, cluster: Cluster): Promise<void> {
	const door = up.url ? { url: up.url, note: '', close: () => {} } : await findDoor(run, cluster, { say, env, isOpen })
	try {
		if (up.check) await check(door.url)
		else say('The smoke test is left out.')
		say(`\nIt is up: ${door.url}${door.note ? `\n${door.note}` : ''}`)
	} finally {
		door.close()
	}

	async function check(url: string): Promise<void> {
		say(`Smoke test at ${url}`)
		const report = (what: string, ms: number) => say(`  ${what}: ${Math.round(ms)} ms`)
		const secret = makeSecret()
		const id = secret
			.replaceAll(/[^a-zA-Z0-9]/g, '')
			.slice(0, 12)
			.toLowerCase()
		await runSmokeTest({ url, id, password: makeSecret(), invite: env.INVITE_CODE, limitMs: 20_000, report })
	}
}

/** The page itself answers, and not some other server of that name. */
async function isOpen(url: string): Promise<boolean> {
	const response = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3000) }).catch(() => null)
	return response?.ok ?? false
}
