import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { root } from './root.ts'

/** One running program of the product. */
export type Service = {
	readonly pid: number
	/** Resolves with the exit code when it ends, whoever ended it. */
	ended: Promise<number>
	/** Everything it has written, where its output was kept. */
	output(): string
	/** Asks it to stop and waits until it has. */
	stop(signal?: NodeJS.Signals): Promise<number>
}

/** `all` shows what it writes, `warnings` leaves out what is only for the record, `keep` keeps it for `output()`. */
export type Show = 'all' | 'warnings' | 'keep'

export type Start = {
	name: string
	program: string
	args: readonly string[]
	env: Record<string, string>
	/** Answers 200 when the program can serve. */
	ready: string
	show: Show
}

/** Starts a program and waits until it serves. Throws, with its last words, if it ends before that or takes a minute. */
export async function startService({ name, program, args, env, ready, show }: Start): Promise<Service> {
	const stdio = show === 'all' ? 'inherit' : 'pipe'
	// At a terminal in a process group of its own, or Ctrl-C would reach it too and nobody could stop things in order.
	const detached = show !== 'keep'
	const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', stdio, stdio], detached })
	const stopWithUs = () => child.kill('SIGTERM')
	process.once('exit', stopWithUs)
	child.once('close', () => process.off('exit', stopWithUs))
	let text = ''
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue
		if (show === 'keep') stream.setEncoding('utf8').on('data', (part: string) => (text += part))
		else createInterface(stream).on('line', (line) => void (isRecordOnly(line) || console.log(line)))
	}
	const service: Service = {
		pid: child.pid ?? -1,
		ended: waitForEnd(child),
		output: () => text,
		async stop(signal = 'SIGTERM') {
			child.kill(signal)
			return this.ended
		},
	}
	const late = new Promise<'late'>((resolve) => setTimeout(resolve, 60_000, 'late').unref())
	const state = await Promise.race([waitUntilReady(ready, service.ended), service.ended, late])
	if (state === 'ready') return service
	if (state === 'late') child.kill('SIGKILL')
	const reason = state === 'late' ? 'did not answer within a minute' : `ended with code ${state} before it was ready`
	throw new Error(`${name} ${reason}.${text ? `\n${text.slice(-4000)}` : ''}`)
}

/** Both programs log one JSON object a line. */
function isRecordOnly(line: string): boolean {
	return /^\{.*"level":"(?:info|debug)"/.test(line)
}

function waitForEnd(child: ChildProcess): Promise<number> {
	return new Promise((resolve) => {
		child.once('error', () => resolve(127))
		child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
	})
}

async function waitUntilReady(url: string, ended: Promise<number>): Promise<'ready' | number> {
	const state = { over: false }
	void ended.then(() => (state.over = true))
	while (!state.over) {
		const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => null)
		await answer?.body?.cancel()
		if (answer?.ok) return 'ready'
		await new Promise((resolve) => setTimeout(resolve, 25))
	}
	return ended
}
