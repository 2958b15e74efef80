import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isRecord, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'

const compose: unknown = parse(readFileSync(fromRoot('docker-compose.yml'), 'utf8'), { merge: true })
const services = toRecord(compose, 'services')
const names = Object.keys(services)
const read = (name: string) => toRecord(services, name)

test('IMG-9: the page, the API and, by its profile, PostgreSQL', () => {
	expect(names).toEqual(['frontend', 'backend', 'postgres'])
	expect(names.filter((name) => read(name).profiles !== undefined)).toEqual(['postgres'])
	expect(read('postgres').profiles).toEqual(['postgres'])
})

test.for(names)('IMG-4: %s is confined, comes back by itself, and is asked for its health', (name) => {
	const service = read(name)
	expect(service).toMatchObject({
		restart: 'unless-stopped',
		read_only: true,
		cap_drop: ['ALL'],
		security_opt: ['no-new-privileges:true'],
	})
	expect(service).not.toHaveProperty('privileged')
	// An engine of API 1.41 refuses the whole file for a start_interval.
	expect(Object.keys(toRecord(service, 'healthcheck')).toSorted()).toEqual(
		['interval', 'retries', 'start_period', 'test', 'timeout'].toSorted(),
	)
	expect(service.stop_grace_period).toMatch(/^\d+s$/)
})

test('IMG-9: the page is published, the API on this machine only, the database nowhere', () => {
	expect(read('frontend').ports).toEqual(['${WEB_PORT:-3000}:3000'])
	expect(read('backend').ports).toEqual(['127.0.0.1:${PORT:-8000}:8000'])
	expect(read('postgres').ports).toBeUndefined()
	expect(read('postgres').networks).toEqual(['database'])
	expect(toRecord(toRecord(compose, 'networks'), 'database')).toEqual({ internal: true })
	expect(read('frontend').networks).toEqual(['front'])
})

test('IMG-4: no secret stands in it, and the page gets none', () => {
	const secret = /SECRET|PASSWORD|TOKEN|API_KEY/
	const settings = names.flatMap((name) => Object.entries(toRecord(read(name), 'environment')))
	const given = settings.filter(([key]) => secret.test(key))
	expect(given.length).toBeGreaterThan(1)
	for (const [, value] of given) expect(value).toMatch(/^\$\{\w+:-\}$/)
	expect(read('frontend').env_file).toBeUndefined()
	expect(Object.keys(toRecord(read('frontend'), 'environment')).filter((key) => secret.test(key))).toEqual([])
})

test('IMG-9: what must stay is in volumes', () => {
	expect(Object.keys(toRecord(compose, 'volumes'))).toEqual(['data', 'postgres'])
	expect(read('backend').volumes).toEqual(['data:/data'])
	expect(read('postgres').volumes).toEqual(['postgres:/var/lib/postgresql/data'])
	expect(toRecord(read('postgres'), 'environment').PGDATA).toMatch(/^\/var\/lib\/postgresql\/data\/\w+$/)
})

const workflow: unknown = parse(readFileSync(fromRoot('.github/workflows/ci.yml'), 'utf8'))
const jobs = toRecord(workflow, 'jobs')
const toSteps = (job: string) => {
	const { steps } = toRecord(jobs, job)
	return Array.isArray(steps) ? steps.filter(isRecord) : []
}

test('IMG-5: both scanners stand before a release, and their findings end it', () => {
	expect(toRecord(jobs, 'release').needs).toEqual(['test', 'dependencies', 'images'])
	const scans = toSteps('images').filter(({ uses }) => String(uses).startsWith('aquasecurity/trivy-action@'))
	expect(scans.map((step) => toRecord(step, 'with')['image-ref'])).toEqual([
		'todo-backend:latest',
		'todo-frontend:latest',
	])
	for (const step of scans) expect(toRecord(step, 'with')['exit-code']).toBe('1')
	expect(toSteps('dependencies').some(({ uses }) => String(uses).startsWith('google/osv-scanner-action/'))).toBe(true)
	expect(JSON.stringify(workflow)).not.toMatch(/continue-on-error|\|\| true/)
})

test('IMG-5: every action is pinned to a commit', () => {
	const used = Object.keys(jobs).flatMap((job) =>
		toSteps(job).flatMap(({ uses }) => (uses === undefined ? [] : [uses])),
	)
	expect(used.length).toBeGreaterThan(5)
	for (const action of used) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40}$/)
})
