import type { Command } from './arguments.ts'
import { usage } from './arguments.ts'
import { chooseCluster, namespace, type Cluster } from './cluster.ts'
import { explain, explainSaying, gatherEvidence } from './diagnosis.ts'
import { examine } from './doctor.ts'
import { planDown, planLook, planRollback } from './operate.ts'
import { runSteps, StepFailed } from './steps.ts'
import { bringUp, type World } from './up.ts'

/** Does what was asked; answers the exit code. Every failure ends with its likely cause, as far as anything tells it. */
export async function perform(world: World, command: Command): Promise<number> {
	try {
		return await obey(world, command)
	} catch (error) {
		await explainFailure(world, command, error)
		return 1
	}
}

async function obey(world: World, command: Command): Promise<number> {
	const { run, say } = world
	switch (command.verb) {
		case 'help':
			say(usage)
			return 0
		case 'doctor':
			return await reportHealth(world, command)
		case 'up':
			await bringUp(world, command, command.context, command.dryRun)
			return 0
		case 'status':
		case 'logs':
			await runSteps(run, say, planLook(command, await chooseCluster(run, command.context, null)), command.dryRun)
			return 0
		case 'rollback': {
			const cluster = await chooseCluster(run, command.context, null)
			const databaseOutside = !(await hasDatabase(world, cluster))
			await runSteps(run, say, planRollback(cluster, { ...command, databaseOutside }), command.dryRun)
			return 0
		}
		case 'down':
			return await takeDown(world, command)
	}
}

async function reportHealth({ run, say }: World, command: Extract<Command, { verb: 'doctor' }>): Promise<number> {
	const cluster = await chooseCluster(run, command.context, command.shape).catch(() => null)
	const context = cluster?.context ?? null
	const findings = await examine(run, { shape: command.shape, context, builds: true, asksCluster: true })
	for (const { name, fine, said } of findings)
		say(`${fine ? 'fine   ' : 'missing'}  ${name}${fine ? ': ' : ' '}${said}`)
	if (!cluster) say('missing  cluster: kubectl knows none. docs/deploy says how to start one.')
	return cluster && findings.every(({ fine }) => fine) ? 0 : 1
}

async function hasDatabase({ run }: World, cluster: Cluster): Promise<boolean> {
	const args = [...cluster.kubectl, 'get', 'statefulset', 'todo-db', '--ignore-not-found', '--output', 'name']
	return (await run('kubectl', args)).output.trim() !== ''
}

async function takeDown(world: World, command: Extract<Command, { verb: 'down' }>): Promise<number> {
	const { run, say, ask } = world
	const cluster = await chooseCluster(run, command.context, null)
	if (command.data && !command.yes && !command.dryRun) {
		const question = `This deletes every task of everybody in ${cluster.context}, for ever. Type ${namespace} to go on: `
		if ((await ask(question)).trim() !== namespace) {
			say('Nothing was deleted.')
			return 1
		}
	}
	await runSteps(run, say, planDown(cluster, command.data), command.dryRun)
	if (!command.data && !command.dryRun)
		say('Volumes and secrets are still there: the next `up` finds the data. `down --data` deletes them.')
	return 0
}

async function explainFailure({ run, say }: World, command: Command, error: unknown): Promise<void> {
	const message = error instanceof Error ? error.message : String(error)
	const errors = error instanceof StepFailed ? error.errors.trim() : ''
	say(`\n${message}${errors ? `\n${errors}` : ''}`)
	if (command.verb === 'help' || command.verb === 'doctor') return
	const cluster = await chooseCluster(run, command.context, command.verb === 'up' ? command.shape : null).catch(
		() => null,
	)
	const causes = explainSaying(`${message}\n${errors}`)
	if (cluster && isAboutCluster(error)) causes.push(...explain(await gatherEvidence(run, cluster)))
	if (causes.length > 0) say(`\nLikely cause:\n${causes.map((cause) => `- ${cause}`).join('\n')}`)
}

/** Building and asking have nothing to do with pods, and what is wrong with pods is then no news. */
const isAboutCluster = (error: unknown): boolean =>
	error instanceof StepFailed
		? ['kubectl', 'helm'].includes(error.step.program)
		: error instanceof Error && error.cause !== undefined
