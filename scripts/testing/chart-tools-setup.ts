import { buildMissingTools, requireBuilds } from '../charts/tools.ts'

/** On a machine that has Go and nothing else the first run builds the programs: about three minutes on two cores. */
const limitMs = 6 * 60_000

/**
 * Before the charts' tests: what is missing is built, and what can't be had in time is known as missing to all of them. A slow or
 * bare machine leaves tests out, by name; a build that fails is a fault of this repository's, and in CI fails the run.
 */
export async function setup(): Promise<void> {
	const { tools, missing } = await buildMissingTools(limitMs)
	if (missing.size > 0) {
		const list = [...missing].map(([name, reason]) => `${name} (${reason})`).join(', ')
		console.log(`Missing: ${list}; their tests don't run. Install them, or Go (https://go.dev), which builds them.`)
	}
	requireBuilds(missing, Boolean(process.env.CI))
	process.env.CHART_TOOLS = JSON.stringify(tools)
}
