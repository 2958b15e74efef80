import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readJson, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'
import { toBuildArguments, toTags } from './build.ts'
import { images } from './docker.ts'

const dockerfile = readFileSync(fromRoot('Dockerfile'), 'utf8')
/** Steps with their continued lines joined, comments left out. */
const steps = dockerfile
	.replaceAll(/^#.*\n/gm, '')
	.replaceAll('\\\n', ' ')
	.split('\n')
	.filter(Boolean)

/** The steps of one stage. */
function readStage(name: string): string[] {
	const start = steps.findIndex((step) => step.startsWith('FROM') && step.endsWith(` AS ${name}`))
	const next = steps.findIndex((step, index) => index > start && step.startsWith('FROM'))
	return steps.slice(start, next === -1 ? undefined : next)
}

test('IMG-1: built in the official image, run on a base that is a build argument', () => {
	const froms = steps.filter((step) => step.startsWith('FROM'))
	expect(steps[0]).toBe('ARG RUNTIME_BASE=alpine:3.24')
	expect(froms[0]).toBe('FROM --platform=$BUILDPLATFORM node:24-alpine AS dependencies')
	expect(froms).toContain('FROM ${RUNTIME_BASE} AS runtime')
	// Both come from the one shared stage.
	for (const image of images) expect(readStage(image)[0]).toBe(`FROM runtime AS ${image}`)
})

test('IMG-2: dependencies come from the lock file, and only its manifests decide when they come anew', () => {
	const stage = readStage('dependencies')
	const install = stage.findIndex((step) => step.includes('npm '))
	expect(stage[install]).toContain('npm ci --ignore-scripts')
	expect(stage[install]).toContain('--mount=type=cache')
	const before = stage.slice(0, install).join('\n')
	const workspaces = toRecord(readJson(fromRoot('package-lock.json')), 'packages')
	for (const [path, entry] of Object.entries(workspaces)) {
		const isBuiltFrom = path !== '' && !path.includes('node_modules') && /^(apps\/(api|web)|packages)\b/.test(path)
		if (!isBuiltFrom || toRecord({ entry }, 'entry').link) continue
		expect(before).toContain(`COPY ${path}/package.json ${path}/`)
		expect(stage[install]).toContain(`--workspace=${path}`)
	}
	expect(before).not.toMatch(/COPY (\.|apps|packages) /)
})

test('IMG-2: everything stays out of the build but what is named', () => {
	const lines = readFileSync(fromRoot('.dockerignore'), 'utf8')
		.split('\n')
		.filter((line) => line && !line.startsWith('#'))
	expect(lines[0]).toBe('*')
	const named = lines.filter((line) => line.startsWith('!'))
	// What is taken out again comes after what it is taken out of.
	expect(lines.lastIndexOf(named.at(-1) ?? '')).toBeLessThan(lines.indexOf('**/node_modules'))
	for (const left of ['**/node_modules', '**/dist', '**/.env*', '**/.next']) expect(lines).toContain(left)
	expect(named.join(' ')).not.toMatch(/\.env|data|\.git\b/)
})

test('IMG-4: both run as a user without rights, started by node itself, with the flags it was compiled under', () => {
	const warm = readFileSync(fromRoot('scripts/images/warm.mjs'), 'utf8')
	// Compiled under other flags, nothing of what warm.mjs keeps would be taken.
	const flags = /^const flags = \[(.+)\]$/m.exec(warm)?.[1]?.replaceAll("'", '"')
	expect(flags).toMatch(/^"--/)
	for (const image of images) {
		const stage = readStage(image)
		const entry = stage.findIndex((step) => step.startsWith('ENTRYPOINT'))
		expect(stage[entry]).toContain(`ENTRYPOINT ["node", ${flags}, `)
		expect(stage.slice(0, entry)).toContain('USER 10001:10001')
		expect(stage.filter((step) => step.startsWith('CMD'))).toEqual([])
	}
})

test('IMG-4: no argument, variable or label of the Dockerfile is for a secret', () => {
	const named = steps.filter((step) => /^(ARG|ENV|LABEL)/.test(step)).join('\n')
	expect(named).not.toMatch(/SECRET|TOKEN|PASSWORD|API_KEY/i)
})

test('IMG-7: latest for this machine, version and commit for releases', () => {
	const release = { version: '1.2.3', revision: 'abc123def456' }
	expect(toTags('backend', release)).toEqual(['todo-backend:latest', 'todo-backend:1.2.3', 'todo-backend:abc123def456'])
	const command = toBuildArguments('frontend', release, ['--network=host'])
	expect(command.join(' ')).toBe(
		'build --target=frontend --build-arg VERSION=1.2.3 --build-arg REVISION=abc123def456 --tag todo-frontend:latest ' +
			'--tag todo-frontend:1.2.3 --tag todo-frontend:abc123def456 --network=host .',
	)
})

test('IMG-8: builds on every system: line ends, no bash, nothing fetched to read the Dockerfile', () => {
	expect(readFileSync(fromRoot('.gitattributes'), 'utf8')).toContain('* text=auto eol=lf')
	expect(dockerfile).not.toMatch(/\r|^# *syntax=|\bbash\b|<<|pipefail|\[\[/m)
	// The directive may stand in the first lines only, as a comment; any there is would be taken for one.
	expect(dockerfile.split('\n')[0]).not.toContain('=')
})
