import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { ask, listen, startFront } from './testing.ts'

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const open: (() => unknown)[] = []
afterEach(async () => {
	for (const close of open.splice(0).toReversed()) await close()
})

/** An API that speaks https under the name it has inside, and whose certificate is trusted here. */
async function startSecure(): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-secure-'))
	const [key, cert] = [join(folder, 'tls.key'), join(folder, 'tls.crt')]
	const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
	const names = ['-subj', '/CN=backend', '-addext', 'subjectAltName=DNS:localhost']
	execFileSync('openssl', [...kind, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
	const known = getCACertificates('default')
	setDefaultCACertificates([...known, readFileSync(cert, 'utf8')])
	const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
		response.end(request.headers.host)
	})
	server.on('upgrade', (_, socket) => {
		socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n')
	})
	open.push(() => {
		server.closeAllConnections()
		server.close()
		setDefaultCACertificates(known)
		rmSync(folder, { recursive: true })
	})
	return listen(server)
}

test.runIf(hasOpenssl)(
	'K8S-24: over https the API is known by its own name, whatever name the page was asked by',
	async () => {
		const running = await startFront({ upstream: await startSecure(), scheme: 'https' })
		open.push(running.close)
		const answer = await ask(running.port, '/api/health', { host: 'todo.local' })
		expect([answer.status, answer.text]).toEqual([200, 'todo.local'])

		const socket = connect(running.port, '127.0.0.1')
		socket.write('GET /api/ws HTTP/1.1\r\nhost: todo.local\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n')
		const [said] = await once(socket, 'data')
		socket.destroy()
		expect(String(said)).toContain('101 Switching Protocols')
	},
)
