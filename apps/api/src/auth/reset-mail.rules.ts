import type { Mail } from '../mail/mailer.ts'

/** The token stands behind `#`: that part of an address is sent to no server and written into no log. */
export function toResetMail(to: string, token: string, origin: string): Mail {
	const link = `${origin}/reset-password#token=${encodeURIComponent(token)}`
	const text = [
		'Somebody, most likely you, has asked to set a new password for your to-do list.',
		`Open this address within an hour to do so:\n\n${link}`,
		'It works once. If it was not you, there is nothing to do: your password stays as it is.',
	]
	return { to, subject: 'Set a new password', text: `${text.join('\n\n')}\n` }
}
