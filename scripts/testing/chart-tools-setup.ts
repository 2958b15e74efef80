import { buildMissingTools, toolNames } from '../charts/tools.ts'

/** On a machine that has Go and nothing else the first run builds the programs: about three minutes on two cores. */
const limitMs = 6 * 60_000

/** Before the charts' tests: what is missing is built, and what can't be had in time is known as missing to all of them. */
export async function setup(): Promise<void> {
	const tools = await buildMissingTools(limitMs)
	const missing = toolNames.filter((name) => tools[name] === null)
	if (missing.length > 0)
		console.log(
			`Missing: ${missing.join(', ')}; their tests don't run. Install them, or Go (https://go.dev), which builds them.`,
		)
	process.env.CHART_TOOLS = JSON.stringify(tools)
}
