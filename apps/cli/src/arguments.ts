import { parseArgs } from 'node:util'
import { shapes, type Shape } from '../../../scripts/charts/shapes.ts'

/** How images get to where the pods run, where the context's name doesn't say it. */
export type Delivery =
	| { kind: 'registry'; registry: string }
	| { kind: 'program'; program: string }
	| { kind: 'context' }

export type Up = {
	verb: 'up'
	shape: Shape
	/** Files and single values for Helm, after those of the shape. */
	values: readonly string[]
	set: readonly string[]
	delivery: Delivery
	/** False: the images are there already. */
	build: boolean
	/** Tag of the images; null: `latest`, or the commit's for a registry. */
	tag: string | null
	/** False: no smoke test. */
	check: boolean
	/** Address to smoke-test, where the caller knows better. */
	url: string | null
	/** For each rollout, as kubectl takes it: `5m`. */
	timeout: string
}

export type Command = { context: string | null; dryRun: boolean } & (
	| Up
	| { verb: 'doctor'; shape: Shape | null }
	| { verb: 'status' }
	| { verb: 'logs'; component: string | null; follow: boolean }
	| { verb: 'rollback'; revision: string | null; timeout: string }
	| { verb: 'down'; data: boolean; yes: boolean }
	| { verb: 'help' }
)

export const usage = `npm run todo -- <command>

  up <shape>           bring the product up, or up to date: ${shapes.join(', ')}
  doctor [<shape>]     what is installed and reachable, and how to get what isn't
  status               release, pods, services
  logs [<component>]   backend, frontend or database; --follow
  rollback [<number>]  back to the release before, or to that number of \`helm history\`
  down                 take it away; the data stays, unless you say --data

For each: --context NAME (of kubectl), --dry-run (print the commands that change something, change nothing)
For up:   --values FILE, --set a=b (as Helm's), --registry HOST/PATH (push there), --load-with PROGRAM (is given the images' names),
          --no-build (the images are there already), --tag TAG, --skip-check (no smoke test), --url URL (smoke-test there), --timeout 5m
For down: --data (volumes and secrets too; asks first), --yes (doesn't ask)

Secrets are taken from the environment or .env the first time (DATABASE_URL, COHERE_API_KEY, …) and kept in the cluster.`

/** Reads what stands behind `npm run todo --`. @throws {Error} with a sentence for whoever typed it. */
export function readArguments(args: readonly string[]): Command {
	const { values, positionals } = parse(args)
	const [verb = 'help', operand = null, ...rest] = positionals
	if (rest.length > 0) throw new Error(`Too much: ${rest.join(' ')}.`)
	const shared = { context: values.context ?? null, dryRun: values['dry-run'] ?? false }
	if (values.help || verb === 'help') return { ...shared, verb: 'help' }
	const timeout = values.timeout ?? '5m'
	switch (verb) {
		case 'up':
			return {
				...shared,
				verb,
				shape: toShape(operand),
				values: values.values ?? [],
				set: values.set ?? [],
				delivery: toDelivery(values.registry, values['load-with']),
				build: !values['no-build'],
				tag: values.tag ?? null,
				check: !values['skip-check'],
				url: values.url ?? null,
				timeout,
			}
		case 'doctor':
			return { ...shared, verb, shape: operand === null ? null : toShape(operand) }
		case 'status':
			return { ...shared, verb }
		case 'logs':
			return { ...shared, verb, component: toComponent(operand), follow: values.follow ?? false }
		case 'rollback':
			return { ...shared, verb, revision: toRevision(operand), timeout }
		case 'down':
			return { ...shared, verb, data: values.data ?? false, yes: values.yes ?? false }
		default:
			throw new Error(`There is no command ${verb}.\n\n${usage}`)
	}
}

function parse(args: readonly string[]) {
	const text = { type: 'string' } as const
	const list = { type: 'string', multiple: true } as const
	const flag = { type: 'boolean' } as const
	return parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			context: text,
			'dry-run': flag,
			values: list,
			set: list,
			registry: text,
			'load-with': text,
			'no-build': flag,
			tag: text,
			'skip-check': flag,
			url: text,
			timeout: text,
			follow: flag,
			data: flag,
			yes: flag,
			help: flag,
		},
	})
}

function toShape(word: string | null): Shape {
	const shape = shapes.find((name) => name === word)
	if (shape) return shape
	throw new Error(`${word === null ? 'Which shape?' : `There is no shape ${word}.`} One of: ${shapes.join(', ')}.`)
}

function toDelivery(registry: string | undefined, program: string | undefined): Delivery {
	if (registry && program) throw new Error('--registry and --load-with are two ways of bringing images: choose one.')
	if (registry) return { kind: 'registry', registry: registry.replace(/\/+$/, '') }
	return program ? { kind: 'program', program } : { kind: 'context' }
}

function toComponent(word: string | null): string | null {
	if (word === null || ['backend', 'frontend', 'database'].includes(word)) return word
	throw new Error(`There is no component ${word}: backend, frontend or database.`)
}

function toRevision(word: string | null): string | null {
	if (word === null || /^\d+$/.test(word)) return word
	throw new Error(`A release's number is a whole one, as \`helm history\` shows it, not ${word}.`)
}
