import { buildMissingTools } from '../charts/tools.ts'

/** On a machine that has Go and nothing else the first run builds the programs: about three minutes on two cores. */
const limitMs = 6 * 60_000

/** Before the charts' tests: what is missing is built, and what can't be had in time is known as missing to all of them. */
export async function setup(): Promise<void> {
	process.env.CHART_TOOLS = JSON.stringify(await buildMissingTools(limitMs))
}
