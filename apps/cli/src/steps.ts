import { toLine, type Run } from './programs.ts'

/** One command that changes something. */
export type Step = {
	/** What it does, as progress is told. */
	say: string
	program: string
	args: readonly string[]
	env?: Readonly<Record<string, string>>
	/** Secret: goes to its standard input and is never shown. */
	input?: string
	/** It takes long and has a progress of its own. */
	show?: boolean
}

export type Say = (line: string) => void

/** A step ended badly; `errors` is what its program said. */
export class StepFailed extends Error {
	readonly step: Step
	readonly errors: string

	constructor(step: Step, code: number, errors: string) {
		super(`${step.say}: \`${toLine(step.program, step.args)}\` ended with ${code}.`)
		this.name = 'StepFailed'
		this.step = step
		this.errors = errors
	}
}

/** Runs one after the other; `dryRun` shows what would run. @throws {StepFailed} at the first that fails. */
export async function runSteps(run: Run, say: Say, steps: readonly Step[], dryRun: boolean): Promise<void> {
	for (const step of steps) {
		if (dryRun) say(showStep(step))
		else await runStep(run, say, step)
	}
}

async function runStep(run: Run, say: Say, step: Step): Promise<void> {
	say(`${step.say} …`)
	const start = performance.now()
	const { env = {}, show = false } = step
	const options = step.input === undefined ? { env, show } : { env, show, input: step.input }
	const { code, errors } = await run(step.program, step.args, options)
	if (code !== 0) throw new StepFailed(step, code, errors)
	say(`  ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

/** As one would type it; what goes to the standard input is a secret, and only said to be there. */
export function showStep({ program, args, env = {}, input }: Step): string {
	const settings = Object.entries(env).map(([name, value]) => `${name}=${value} `)
	return `${settings.join('')}${toLine(program, args)}${input === undefined ? '' : '   # and secrets on its standard input'}`
}
