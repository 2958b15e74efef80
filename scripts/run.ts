import { spawn } from 'node:child_process'
import { delimiter } from 'node:path'
import { fromRoot, node, root } from './root.ts'

export type Outcome = { code: number; output: string }

/** Runs a program to its end, with its output on our own; answers its exit code. */
export async function run(program: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<number> {
	return (await start(program, args, extra, 'inherit')).code
}

/** The same, with the output kept. */
export function capture(program: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<Outcome> {
	return start(program, args, extra, 'pipe')
}

/** Runs a command that a package of ours installed, where npm links such commands. */
export function runTool(name: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): Promise<number> {
	return run(fromRoot('node_modules/.bin', name), args, extra)
}

export function runScript(path: string, args: readonly string[] = [], extra: NodeJS.ProcessEnv = {}): Promise<number> {
	return run(node, [fromRoot(path), ...args], extra)
}

function start(
	program: string,
	args: readonly string[],
	extra: NodeJS.ProcessEnv,
	output: 'inherit' | 'pipe',
): Promise<Outcome> {
	const path = `${fromRoot('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: root,
			env: { ...process.env, PATH: path, ...extra },
			stdio: ['ignore', output, output],
			shell: process.platform === 'win32' && !program.endsWith('.exe'),
		})
		const stopWithUs = () => child.kill('SIGTERM')
		process.once('exit', stopWithUs)
		child.once('close', () => process.off('exit', stopWithUs))
		let text = ''
		for (const stream of [child.stdout, child.stderr])
			stream?.setEncoding('utf8').on('data', (part: string) => (text += part))
		child.once('error', reject)
		child.once('close', (code) => resolve({ code: code ?? 1, output: text }))
	})
}
