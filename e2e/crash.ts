/**
 * `npm run crash -- --rounds 200`: kills the API (`kill -9`) that often while people write, on each database, and says
 * whether anything that was acknowledged is lost or doubled.
 *   --database sqlite|postgres   one of them only      --seed 1   decides what is written and when the kills come
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../scripts/postgres.ts'
import { findFileDamage } from './crash-check.ts'
import { runCrashRounds } from './crash-rounds.ts'
import type { CrashReport } from './crash-rounds.ts'

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '200' },
		seed: { type: 'string', default: '1' },
		database: { type: 'string' },
		port: { type: 'string' },
	},
})

const run = (databaseUrl: string) =>
	runCrashRounds({
		databaseUrl,
		rounds: Number(values.rounds),
		seed: Number(values.seed),
		...(values.port ? { port: Number(values.port) } : {}),
		onRound: (round, journal) => {
			if (round % 20 === 0) console.log(`  ${round} rounds, ${journal.entries.length} writes`)
		},
	})

async function onSqlite(): Promise<CrashReport> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-crash-'))
	const file = join(folder, 'todo.db')
	try {
		const report = await run(file)
		return { ...report, damage: [...report.damage, ...findFileDamage(file)] }
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

async function onPostgres(): Promise<CrashReport> {
	const server = await startPostgres()
	try {
		return await run(server.url)
	} finally {
		await server.stop()
	}
}

const databases = { sqlite: onSqlite, postgres: onPostgres }
for (const [name, crash] of Object.entries(databases)) {
	if (values.database && values.database !== name) continue
	const started = performance.now()
	console.log(`${name}:`)
	const { damage, ...counts } = await crash()
	const seconds = Math.round((performance.now() - started) / 1000)
	console.log(
		`  ${counts.kills} kills under writes, ${counts.earlyKills} more while starting; ${counts.written} writes, ` +
			`${counts.replayed} of them sent again unanswered, ${counts.repeated} sent again answered; ${seconds} s`,
	)
	console.log(damage.length === 0 ? '  nothing lost, nothing doubled, no gap' : `  WRONG:\n  ${damage.join('\n  ')}`)
	if (damage.length > 0) process.exitCode = 1
}
