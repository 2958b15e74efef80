import { spawn, type StdioOptions } from 'node:child_process'
import { root } from '../root.ts'

/** Docker's command, with Docker Compose v2 as its plugin; DOCKER names another. */
export const docker = process.env.DOCKER || 'docker'

/** The two images, as Dockerfile's targets and everything that deploys call them. */
export const images = ['backend', 'frontend'] as const
export type ImageName = (typeof images)[number]

/** What an image is called without its tag: `todo-backend`. */
export function toRepository(image: ImageName): string {
	return `todo-${image}`
}

type Options = { env?: NodeJS.ProcessEnv; show?: boolean; input?: string }

/**
 * Runs a command of Docker and answers what it wrote to its standard output, trimmed.
 * @throws {Error} with its last words where it fails, and with a hint where there is no Docker.
 */
export async function runDocker(args: readonly string[], options: Options = {}): Promise<string> {
	const { code, output, errors } = await tryDocker(args, options)
	if (code === 0) return output.trim()
	throw new Error(`docker ${args.slice(0, 3).join(' ')} … ended with ${code}\n${(errors || output).slice(-4000)}`)
}

export type Ended = { code: number; output: string; errors: string }

/** The same, where failing is an outcome. */
export function tryDocker(args: readonly string[], { env = {}, show = false, input }: Options = {}): Promise<Ended> {
	const others = show ? 'inherit' : 'pipe'
	const stdio: StdioOptions = [input === undefined ? 'ignore' : 'pipe', others, others]
	return new Promise((resolve, reject) => {
		const child = spawn(docker, args, { cwd: root, env: { ...process.env, DOCKER_BUILDKIT: '1', ...env }, stdio })
		let output = ''
		let errors = ''
		child.stdout?.setEncoding('utf8').on('data', (part: string) => (output += part))
		child.stderr?.setEncoding('utf8').on('data', (part: string) => (errors += part))
		child.stdin?.end(input)
		child.once('error', (cause) => reject(new Error(`${docker} could not be started: is Docker installed?`, { cause })))
		child.once('close', (code) => resolve({ code: code ?? 1, output, errors }))
	})
}
