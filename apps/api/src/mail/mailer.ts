import type { Transporter } from 'nodemailer'

export interface Mail {
	to: string
	subject: string
	text: string
}

export interface Mailer {
	send(mail: Mail): Promise<void>
	close(): void
}

export interface MailSettings {
	/** `smtp://` or `smtps://`, with user and password where the server wants them. */
	url: string
	from: string
}

/** Sends by SMTP. The library is loaded with the first mail: most processes never send one. */
export function createMailer({ url, from }: MailSettings): Mailer {
	let transport: Promise<Transporter> | undefined

	async function connect(): Promise<Transporter> {
		const { createTransport } = await import('nodemailer')
		return createTransport({
			url,
			// No part of a mail is ever read from a file or an address.
			disableFileAccess: true,
			disableUrlAccess: true,
			connectionTimeout: 10_000,
			greetingTimeout: 10_000,
			socketTimeout: 20_000,
		})
	}

	return {
		async send({ to, subject, text }) {
			transport ??= connect()
			// As an object, an address stays one address, whatever it contains.
			await (await transport).sendMail({ from, to: { name: '', address: to }, subject, text })
		},
		close() {
			void transport?.then((one) => one.close())
		},
	}
}
