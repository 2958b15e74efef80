import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { spawnApi, startApi } from '../testing/start-process.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** The way between the page's server and the API, encrypted. */
describe.runIf(hasOpenssl)('K8S-24: https by the API itself', () => {
	let folder: string
	const files = () => ({ TLS_CERT_FILE: join(folder, 'tls.crt'), TLS_KEY_FILE: join(folder, 'tls.key') })

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'todo-tls-'))
		makeCertificate('first')
	})
	afterEach(() => rmSync(folder, { recursive: true }))

	/** Put in place as a whole, as a renewed certificate comes. */
	function makeCertificate(name: string): void {
		const { key, certificate } = prepareCertificate(name)
		renameSync(key, join(folder, 'tls.key'))
		renameSync(certificate, join(folder, 'tls.crt'))
	}

	function prepareCertificate(name: string): { key: string; certificate: string } {
		const [key, certificate] = [join(folder, 'next.key'), join(folder, 'next.crt')]
		const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:backend,IP:127.0.0.1']
		const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
		execFileSync('openssl', [...kind, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
		return { key, certificate }
	}

	const start = () => startApi({ DATABASE_URL: join(folder, 'todo.db'), ...files() })

	/** The answer's status and whose certificate it came with; rejects where that can't be trusted. */
	function ask(url: string, path: string, ca: Buffer): Promise<{ status: number | undefined; name: unknown }> {
		return new Promise((resolve, reject) => {
			const asking = request(new URL(path, url.replace('http:', 'https:')), { ca, agent: false }, (answer) => {
				const name = (answer.socket as TLSSocket).getPeerCertificate().subject.CN
				answer.resume().once('end', () => resolve({ status: answer.statusCode, name }))
			})
			asking.once('error', reject).end()
		})
	}
	const authority = () => readFileSync(join(folder, 'tls.crt'))

	test('answers requests and WebSockets over it, and nothing without it', async () => {
		const api = await start()
		expect(await ask(api.url, '/readyz', authority())).toEqual({ status: 200, name: 'first' })
		await expect(fetch(`${api.url}/readyz`)).rejects.toThrow('fetch failed')
		const socket = new WebSocket(`${api.url.replace('http:', 'wss:')}/api/ws`, { ca: authority() })
		const refused = await new Promise((resolve) =>
			socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode)),
		)
		// Our own answer to a socket that names no origin and brings no token.
		expect(refused).toBe(403)
		api.kill('SIGTERM')
		expect((await api.ended).code).toBe(0)
	})

	test('takes a renewed certificate without a restart', { timeout: 120_000 }, async () => {
		const api = await start()
		makeCertificate('renewed')
		await expect
			.poll(() => ask(api.url, '/healthz', authority()).catch(String), { timeout: 90_000, interval: 500 })
			.toEqual({ status: 200, name: 'renewed' })
		api.kill('SIGTERM')
		await api.ended
	})

	test('takes a certificate whose key comes later, and says once that it waits', { timeout: 120_000 }, async () => {
		const api = await start()
		const old = authority()
		const { key, certificate } = prepareCertificate('renewed')
		renameSync(certificate, join(folder, 'tls.crt'))
		const told = () => api.lines.filter((line) => line.includes('the new certificate or key can’t be used'))
		await expect.poll(() => told().length, { timeout: 45_000, interval: 500 }).toBe(1)
		expect(await ask(api.url, '/healthz', old)).toEqual({ status: 200, name: 'first' })
		renameSync(key, join(folder, 'tls.key'))
		await expect
			.poll(() => ask(api.url, '/healthz', authority()).catch(String), { timeout: 45_000, interval: 500 })
			.toEqual({ status: 200, name: 'renewed' })
		expect(told()).toHaveLength(1)
		api.kill('SIGTERM')
		await api.ended
	})

	test.each([
		[
			{ TLS_CERT_FILE: '/nowhere/tls.crt', TLS_KEY_FILE: '/nowhere/tls.key' },
			"TLS_CERT_FILE and TLS_KEY_FILE can't be",
		],
		[{ TLS_CERT_FILE: '/nowhere/tls.crt' }, 'TLS_KEY_FILE must be set where TLS_CERT_FILE is.'],
		[{ TLS_KEY_FILE: '/nowhere/tls.key' }, 'TLS_CERT_FILE must be set where TLS_KEY_FILE is.'],
	])('a start with %o ends with a sentence', async (env, sentence) => {
		const { code, errors } = await spawnApi({ DATABASE_URL: join(folder, 'todo.db'), ...env }).ended
		expect(code).toBe(1)
		expect(errors).toContain(sentence)
	})
})
