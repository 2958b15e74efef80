import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { explainClusterCommand, readClusterThings } from './cluster-commands.ts'
import { readJson, toRecord } from './json.ts'

/** What stands between a line of ```sh and the next ```, with lines continued by `\` joined and comments left out. */
export type Block = { lines: string[] }

export function readCommands(markdown: string): Block[] {
	return [...markdown.matchAll(/^```(?:sh|bash)\n(.*?)^```/gms)].map(([, body = '']) => ({
		lines: body
			.replaceAll(/\\\n\s*/g, '')
			.split('\n')
			.map((line) => line.replace(/(^|\s)#.*$/, '').trim())
			.filter(Boolean),
	}))
}

/** One sentence for each command that can't work in this repository. */
export function findComplaints(root: string, path: string, blocks: readonly Block[]): string[] {
	const scripts = toRecord(readJson(join(root, 'package.json')), 'scripts')
	const things = readClusterThings(root)
	return blocks
		.flatMap(({ lines }) => lines)
		.flatMap((line) => (isForCluster(line) ? line.split(' && ') : [line]))
		.map((line) => (isForCluster(line) ? explainClusterCommand(root, things, line) : explain(root, scripts, line)))
		.filter((reason) => reason !== null)
		.map((reason) => `${path}: ${reason}`)
}

const isForCluster = (line: string) => /^(?:kubectl|helm|minikube|kubectl-ai|kagent) /.test(line)

function explain(root: string, scripts: Record<string, unknown>, line: string): string | null {
	const words = line
		.replaceAll(/^(?:[A-Z_]+=\S*\s+)+/g, '')
		.split(/\s+/)
		.filter((word) => !word.startsWith('--silent'))
	const [program = '', first = '', second = ''] = words
	if (program === 'npm') return explainNpm(scripts, first === 'run' ? second : first, line)
	if (program === 'node') return existsSync(join(root, first)) ? null : `${line}: there is no ${first}`
	if (program === 'npx')
		return existsSync(join(root, 'node_modules/.bin', first)) ? null : `${line}: ${first} is not installed`
	if (program === 'cp') return existsSync(join(root, first)) ? null : `${line}: there is no ${first}`
	if (program === 'docker') return explainDocker(root, words, line)
	if (/^\w+=\$\(curl /.test(line)) return null
	return ['git', 'cd', 'curl', 'umask'].includes(program) ? null : `${line}: nothing checks ${program}`
}

/** Stages of the Dockerfile and services of docker-compose.yml must be there under the names used. */
function explainDocker(root: string, words: readonly string[], line: string): string | null {
	const [, verb = '', ...rest] = words
	if (verb === 'build') {
		const target = /--target[ =](\w+)/.exec(line)?.[1] ?? ''
		const isStage = readFileSync(join(root, 'Dockerfile'), 'utf8').includes(` AS ${target}\n`)
		return isStage ? null : `${line}: the Dockerfile has no stage ${target}`
	}
	if (verb !== 'compose') return `${line}: nothing checks docker ${verb}`
	const [command = '', ...operands] = rest.filter((word) => !word.startsWith('-'))
	if (!['exec', 'logs', 'stop', 'start', 'restart', 'cp'].includes(command)) return null
	const [service = ''] = (operands[0] ?? '').split(':')
	const services = toRecord(parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')), 'services')
	return service in services ? null : `${line}: docker-compose.yml has no service ${service}`
}

function explainNpm(scripts: Record<string, unknown>, name: string, line: string): string | null {
	if (name in scripts || ['ci', 'install'].includes(name)) return null
	return `${line}: package.json has no script ${name}`
}

/** Links to files of the repository that are not there. */
export function findBrokenLinks(root: string, path: string, markdown: string): string[] {
	return [...markdown.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)]
		.map(([, target = '']) => target)
		.filter((target) => !existsSync(join(root, dirname(path), target)))
		.map((target) => `${path}: the link to ${target} leads nowhere`)
}
