import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRoot } from '../../../../scripts/root.ts'
import { readArguments } from '../arguments.ts'
import { perform } from '../perform.ts'
import { createRun } from '../programs.ts'

/** What a program of somebody else's was asked. */
export type Asked = { line: string; input: string; dockerHost: string }

/** How it answers where its command line holds `when`; the first that fits. */
export type Answer = { when: string; output?: string; errors?: string; code?: number; stays?: boolean }

export type StandIns = {
	/** Runs `npm run todo -- …` with them on the PATH; answers its exit code. */
	todo: (words: string) => Promise<number>
	said: () => string
	asked: () => Asked[]
	/** Those that change something. */
	changes: () => string[]
	remove: () => void
}

export type StandInOptions = {
	programs?: readonly string[]
	answers?: readonly Answer[]
	settings?: Readonly<Record<string, string>>
	/** What the person types. */
	typed?: string
}

const looking =
	/[ -](?:get|version|current-context|profile minikube (?:status|ip)|docker-env|inspect|logs|port-forward)\b/
/** A cluster that answers and has nothing yet. */
const usual: readonly Answer[] = [
	{ when: 'get --raw /version', output: '{"gitVersion": "v1.35.4"}' },
	{ when: 'get secret', output: '' },
	{ when: ' get ', code: 1, errors: 'Error from server (NotFound)' },
	{ when: 'config current-context', output: 'here' },
	{ when: 'docker-env', output: 'DOCKER_TLS_VERIFY=1\nDOCKER_HOST=tcp://192.168.49.2:2376\nDOCKER_CERT_PATH=/certs\n' },
	{ when: 'port-forward', output: 'Forwarding from 127.0.0.1:4321 -> 3000\n', stays: true },
	{ when: 'image inspect', output: 'sha256:0123456789abcdef\n' },
]

const script = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const { basename, dirname, join } = require('node:path')
const folder = join(dirname(process.argv[1]), '..')
const line = [basename(process.argv[1]), ...process.argv.slice(2)].join(' ')
const input = process.argv.includes('-') ? readFileSync(0, 'utf8') : ''
appendFileSync(join(folder, 'asked'), JSON.stringify({ line, input, dockerHost: process.env.DOCKER_HOST ?? '' }) + '\\n')
const answers = JSON.parse(readFileSync(join(folder, 'answers'), 'utf8'))
const { output = '', errors = '', code = 0, stays = false } = answers.find(({ when }) => line.includes(when)) ?? {}
process.stdout.write(output)
process.stderr.write(errors)
process.exitCode = code
if (stays) setInterval(() => {}, 1000)
`

/** Stands programs outside this repository, which a test can't have, on a PATH of their own: they note what they are asked. */
export function standIn({
	programs = ['helm', 'kubectl', 'docker', 'minikube'],
	answers = [],
	settings = {},
	typed = '',
}: StandInOptions = {}): StandIns {
	const folder = mkdtempSync(join(tmpdir(), 'todo-stand-ins-'))
	mkdirSync(join(folder, 'bin'))
	writeFileSync(join(folder, 'answers'), JSON.stringify([...answers, ...usual]))
	for (const name of programs) {
		writeFileSync(join(folder, 'bin', name), script)
		chmodSync(join(folder, 'bin', name), 0o755)
	}
	const env = { PATH: join(folder, 'bin'), ...settings }
	const lines: string[] = []
	const asked = () => readAsked(join(folder, 'asked'))
	return {
		todo: (words) =>
			perform(
				{
					run: createRun(fromRoot(), env),
					say: (line) => lines.push(line),
					env,
					readRelease: async () => ({ version: '0.1.0', revision: 'abc123' }),
					makeSecret: () => 'made-up-secret-of-the-test-0123456789',
					ask: async () => typed,
				},
				readArguments(words.split(' ').filter(Boolean)),
			),
		said: () => lines.join('\n'),
		asked,
		changes: () =>
			asked()
				.map(({ line }) => line)
				.filter((line) => !looking.test(line)),
		remove: () => rmSync(folder, { recursive: true }),
	}
}

function readAsked(path: string): Asked[] {
	if (!existsSync(path)) return []
	const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
	return lines.map((line) => {
		const { line: asked, input, dockerHost }: Record<string, unknown> = JSON.parse(line)
		return { line: String(asked), input: String(input), dockerHost: String(dockerHost) }
	})
}
