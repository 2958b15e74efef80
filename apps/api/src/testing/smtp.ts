import { createServer } from 'node:net'
import type { Socket } from 'node:net'

export interface ReceivedMail {
	to: string[]
	text: string
}

export interface SmtpServer {
	readonly url: string
	readonly mails: readonly ReceivedMail[]
	close(): Promise<void>
}

/** A mail server that speaks enough of RFC 5321 to be sent to, and keeps what it gets. */
export async function startSmtp(): Promise<SmtpServer> {
	const mails: ReceivedMail[] = []
	const sockets = new Set<Socket>()
	const server = createServer((socket) => {
		sockets.add(socket)
		socket.on('close', () => sockets.delete(socket))
		socket.on('error', () => socket.destroy())
		talk(socket, (mail) => mails.push(mail))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = server.address()
	if (address === null || typeof address === 'string') throw new Error('the mail server listens nowhere')
	return {
		url: `smtp://127.0.0.1:${address.port}`,
		mails,
		async close() {
			for (const socket of sockets) socket.destroy()
			await new Promise((resolve) => server.close(resolve))
		},
	}
}

function talk(socket: Socket, keep: (mail: ReceivedMail) => void): void {
	let waiting = ''
	let to: string[] = []
	let lines: string[] | undefined
	const say = (line: string) => socket.write(`${line}\r\n`)
	say('220 mail.example.com')
	socket.setEncoding('utf8')
	socket.on('data', (chunk) => {
		const parts = `${waiting}${String(chunk)}`.split('\r\n')
		waiting = parts.pop() ?? ''
		for (const line of parts) hear(line)
	})

	function hear(line: string): void {
		if (lines && line !== '.') return void lines.push(line)
		if (lines) {
			keep({ to, text: toText(lines) })
			lines = undefined
			to = []
			return void say('250 kept')
		}
		const verb = line.slice(0, 4).toUpperCase()
		if (verb === 'RCPT') to.push(/<(.+)>/.exec(line)?.[1] ?? '')
		if (verb === 'DATA') lines = []
		say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 fine')
	}
}

/** Undoes quoted-printable (RFC 2045 §6.7), which long lines come in. */
const toText = (lines: readonly string[]) =>
	lines
		.join('\n')
		.replace(/=\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
