import { spawn } from 'node:child_process'

export type Ended = { code: number; output: string; errors: string }

export type RunOptions = {
	env?: Readonly<Record<string, string>>
	/** Goes to the program's standard input: the place for what must not stand in a list of processes. */
	input?: string
	/** Its output goes to ours. */
	show?: boolean
}

/** Runs a program to its end; one that isn't there ends with 127. */
export type Run = (program: string, args: readonly string[], options?: RunOptions) => Promise<Ended>

/** `folder`: where programs run; `env`: what they get. */
export function createRun(folder: string, env: NodeJS.ProcessEnv): Run {
	return (program, args, { env: more = {}, input, show = false } = {}) =>
		new Promise((resolve) => {
			const others = show ? 'inherit' : 'pipe'
			const child = spawn(program, args, {
				cwd: folder,
				env: { ...env, ...more },
				stdio: [input === undefined ? 'ignore' : 'pipe', others, others],
			})
			let output = ''
			let errors = ''
			child.stdout?.setEncoding('utf8').on('data', (part: string) => (output += part))
			child.stderr?.setEncoding('utf8').on('data', (part: string) => (errors += part))
			// A program that reads nothing closes its end: what it says itself is the news, not that.
			child.stdin?.on('error', () => {})
			child.stdin?.end(input)
			child.once('error', (error) => resolve({ code: 127, output, errors: error.message }))
			child.once('close', (code) => resolve({ code: code ?? 1, output, errors }))
		})
}

/** A command as a person would type it. */
export function toLine(program: string, args: readonly string[]): string {
	return [program, ...args]
		.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
		.join(' ')
}
