export type LogFields = Record<string, string | number | boolean | null | undefined>

/** Writes one JSON object a line (APP-10). */
export interface Log {
	info: (message: string, fields?: LogFields) => void
	error: (message: string, fields?: LogFields) => void
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
	const log =
		(level: 'info' | 'error') =>
		(message: string, fields: LogFields = {}) =>
			write(`${JSON.stringify({ time: now().toISOString(), level, service: 'web', message, ...fields })}\n`)
	return { info: log('info'), error: log('error') }
}
