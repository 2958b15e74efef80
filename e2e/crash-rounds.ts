import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { toApiEnvironment } from '../scripts/environment.ts'
import { parts } from '../scripts/build.ts'
import { takeAnyPort } from '../scripts/ports.ts'
import { fromRoot, node, root } from '../scripts/root.ts'
import { startService } from '../scripts/service.ts'
import { hashSources, isFresh } from '../scripts/stamp.ts'
import { findDamage } from './crash-check.ts'
import { createCrashClient } from './crash-client.ts'
import type { CrashClient } from './crash-client.ts'
import { createChance, createJournal } from './crash-journal.ts'
import type { Journal } from './crash-journal.ts'

export interface CrashPlan {
	databaseUrl: string
	rounds: number
	/** Decides what is written and when the kills come; the operating system's own timing stays chance. */
	seed: number
	port?: number
	onRound?(round: number, journal: Journal): void
}

export interface CrashReport {
	rounds: number
	kills: number
	/** Kills while the API was starting. */
	earlyKills: number
	written: number
	/** Writes whose answer the kill took, sent again with their key. */
	replayed: number
	/** Answered writes sent again with their key. */
	repeated: number
	/** What is wrong at the end; empty where all is well. */
	damage: string[]
}

const persons = 3
const writersEach = 6
/** Longest time that the API may write before it is killed. */
const longestMs = 800

/** Kills the API under writes, starts it on the same data, sends again what was not answered, and compares at the end. */
export async function runCrashRounds(plan: CrashPlan): Promise<CrashReport> {
	const chance = createChance(plan.seed)
	const journal = createJournal(chance)
	const port = plan.port ?? (await takeAnyPort())
	const url = `http://127.0.0.1:${port}`
	const tokens: string[] = []
	const client = createCrashClient(url, tokens)
	const start = startApi(plan.databaseUrl, port)
	const report = { rounds: plan.rounds, kills: 0, earlyKills: 0, replayed: 0, repeated: 0 }
	let startMs = 500
	for (let round = 1; round <= plan.rounds; round += 1) {
		if (round % 5 === 1) {
			await killWhileStarting(start, chance() * startMs)
			report.earlyKills += 1
		}
		const began = performance.now()
		const api = await startService(start)
		startMs = performance.now() - began
		while (tokens.length < persons) tokens.push(await client.admit())
		const waiting = journal.unanswered()
		const kill = waitFor(chance() * longestMs).then(() => api.stop('SIGKILL'))
		const again = await Promise.all(waiting.map((entry) => client.attempt(entry)))
		report.replayed += again.filter(Boolean).length
		await Promise.all(Array.from({ length: persons * writersEach }, (_, i) => writeOn(client, journal, i % persons)))
		await kill
		report.kills += 1
		plan.onRound?.(round, journal)
	}
	const api = await startService(start)
	try {
		for (const entry of journal.unanswered()) if (await client.attempt(entry)) report.replayed += 1
		for (const entry of journal.answered(50)) if (await client.attempt(entry)) report.repeated += 1
		const lost = journal.unanswered().map(({ key }) => `never answered: ${key}`)
		const damage = [...lost, ...(await findDamage(client, journal.entries, persons))]
		return { ...report, written: journal.entries.length, damage }
	} finally {
		await api.stop()
	}
}

/** One write after the other until no answer comes. */
async function writeOn(client: CrashClient, journal: Journal, person: number): Promise<void> {
	while (await client.attempt(journal.next(person)));
}

async function killWhileStarting({ program, args, env }: ReturnType<typeof startApi>, afterMs: number): Promise<void> {
	const child = spawn(program, args, { cwd: root, env, stdio: 'ignore' })
	const ended = new Promise((resolve) => child.once('exit', resolve))
	await waitFor(afterMs)
	child.kill('SIGKILL')
	await ended
}

const waitFor = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function startApi(databaseUrl: string, port: number) {
	const settings = {
		DATABASE_URL: databaseUrl,
		PORT: String(port),
		METRICS_PORT: '0',
		GUESTS: 'on',
		RATE_LIMIT: '0',
		BETTER_AUTH_SECRET: 'Jd7Vq2Lx9Rm4Tz6Wk8Ny3Pb5Hc1Gf0Sa',
	}
	return {
		name: 'The API',
		program: node,
		args: [findProgram()],
		env: toApiEnvironment(settings),
		ready: `http://127.0.0.1:${port}/readyz`,
		show: 'keep' as const,
	}
}

/** The bundle, where it was built from the sources as they are. */
function findProgram(): string {
	const api = parts.find(({ name }) => name === 'api')
	const isBuilt = api && isFresh(fromRoot('.cache', 'built-api'), hashSources(root, api.sources))
	return isBuilt && existsSync(fromRoot(api.product)) ? fromRoot(api.product) : fromRoot('apps/api/src/main.ts')
}
