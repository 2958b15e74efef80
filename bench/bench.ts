/**
 * `npm run bench`: what the API costs beside a bare server that writes and reads the same rows, how soon it is ready, and
 * what it holds in memory. `--rounds 6`, `--seconds 2` a slice, `--only sqlite|postgres|start|chat`;
 * `--as-built` takes the build that is there.
 */
import { parseArgs } from 'node:util'
import { buildChanged } from '../scripts/build.ts'
import { compare } from './api/compare.ts'
import { openPostgresTwins, openSqliteTwins } from './api/databases.ts'
import type { Twins } from './api/databases.ts'
import { startBare, startProductApi } from './api/servers.ts'
import { runScript } from '../scripts/run.ts'
import { measureChat } from './chat.ts'
import { measureStart } from './start.ts'

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '6' },
		seconds: { type: 'string', default: '2' },
		only: { type: 'string' },
		'as-built': { type: 'boolean', default: false },
	},
})

async function contest(kind: 'sqlite' | 'postgres', twins: Twins): Promise<void> {
	const product = await startProductApi({ databaseUrl: twins.ours })
	const bare = await startBare(kind, twins.theirs)
	try {
		const sliceMs = Number(values.seconds) * 1000
		const results = await compare({ product, bare, people: twins.people, rounds: Number(values.rounds), sliceMs })
		for (const { name, product: ours, bare: theirs, ratio } of results) {
			const range = `${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}`
			const figures = `${Math.round(ours)} and ${Math.round(theirs)} requests per CPU second`
			console.log(`${kind.padEnd(9)}${name.padEnd(30)}${ratio.median.toFixed(2)}× (${range})  ${figures}`)
		}
	} finally {
		await product.stop()
		await bare.stop()
		await twins.drop()
	}
}

const isWanted = (part: string) => values.only === undefined || values.only === part

if (!values['as-built']) await buildChanged()
if (isWanted('sqlite') || isWanted('postgres')) {
	console.log('What a request costs us, as a multiple of the bare server’s: median of the rounds (least–most)')
}
if (isWanted('sqlite')) await contest('sqlite', await openSqliteTwins())
if (isWanted('postgres')) await contest('postgres', await openPostgresTwins())
if (isWanted('chat')) await measureChat()
if (isWanted('start')) {
	await measureStart()
	process.exitCode = await runScript('scripts/first-load.ts')
}
