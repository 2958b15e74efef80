import pino from 'pino'
import type { Config } from '../config/config.ts'

export interface LogFields {
	readonly [name: string]: unknown
}

/** One JSON object a line (APP-10). Fields never hold secrets, tokens or bodies: callers choose them one by one. */
export interface Log {
	debug(message: string, fields?: LogFields): void
	info(message: string, fields?: LogFields): void
	warn(message: string, fields?: LogFields): void
	error(message: string, fields?: LogFields): void
	/** Writes what is still waiting: before the process ends. */
	flush(): void
}

/** Where lines go; standard output where it is left out. */
export interface LogTarget {
	write(line: string): void
}

/** Lines are written as soon as the output takes them, without blocking the event loop. */
export function createLog(level: Config['logLevel'], target?: LogTarget): Log {
	const stdout = target ? undefined : pino.destination({ dest: 1, sync: false, minLength: 0 })
	const logger = pino(
		{
			level,
			messageKey: 'message',
			base: { service: 'api' },
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
		},
		target ?? stdout,
	)
	const at =
		(name: 'debug' | 'info' | 'warn' | 'error') =>
		(message: string, fields: LogFields = {}) =>
			logger[name](fields, message)
	return {
		debug: at('debug'),
		info: at('info'),
		warn: at('warn'),
		error: at('error'),
		flush: () => stdout?.flushSync(),
	}
}

/** An error and what caused it, by name, code, words and stack alone: drivers hang rows and parameters on theirs. */
export function toErrorFields(error: unknown, depth = 0): LogFields {
	if (!(error instanceof Error)) return { message: String(error) }
	return {
		name: error.name,
		message: error.message,
		...('code' in error ? { code: error.code } : {}),
		stack: error.stack,
		...(error.cause !== undefined && depth < 4 ? { cause: toErrorFields(error.cause, depth + 1) } : {}),
	}
}
