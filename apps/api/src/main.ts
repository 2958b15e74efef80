import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError, readConfig } from './config/config.ts'
import type { Config } from './config/config.ts'
import { SecretError } from './config/secrets.ts'
import { migrateAlone } from './commands/migrate.ts'
import { MigrationFailed } from './database/migrate.ts'
import { UnusableDatabaseFile } from './database/sqlite-file.ts'
import { findPortFrom, isPortFree } from './system/free-port.ts'
import { version } from './system/version.ts'
import { toErrorFields } from './telemetry/log.ts'
import { serveMetrics } from './telemetry/metrics-server.ts'
import { wire } from './wire.ts'
import type { Wired } from './wire.ts'

const root = resolve(import.meta.dirname, '../../..')
/** How long the database, sockets and jobs may take beyond what requests get, before the process ends anyway. */
const spareMs = 10_000

async function main(command: string | undefined): Promise<void> {
	const started = performance.now()
	const file = join(root, '.env')
	if (existsSync(file)) process.loadEnvFile(file)
	const config = readConfig(process.env, root)
	if (command === 'migrate') return migrateAlone(config)
	if (command !== undefined) throw new StartError(`"${command}" is no command: there is migrate, or none to serve.`)
	// Handled from the first moment: as process 1 of a container, a process without a handler hears no SIGTERM.
	let onSignal = (_signal: string): void => process.exit(0)
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => onSignal(signal))
	const wired = await wire(config)
	process.on('unhandledRejection', (error) => fail(wired, error))
	process.on('uncaughtException', (error) => fail(wired, error))
	if (config.secrets.kind === 'given') for (const warning of config.secrets.warnings) wired.log.warn(warning)
	for (const warning of config.models.warnings) wired.log.warn(warning)
	const ports = await listen(wired, config)
	void wired.checkModels()
	wired.jobs.start()
	onSignal = (signal) => void stop(wired, config, signal)
	wired.log.info('listening', {
		version,
		host: config.host,
		...ports,
		database: config.database.kind,
		environment: config.environment,
		node: process.version,
		ms: Math.round(performance.now() - started),
	})
}

/** Answers the ports: where one was asked for as 0, the system chose it. */
async function listen({ http, metrics }: Wired, config: Config) {
	const { host, port, metricsPort } = config
	try {
		await http.listen({ host, port })
	} catch (error) {
		throw new StartError(await toPortProblem(error, 'PORT', port, config), error)
	}
	const bound = http.server.address()
	const ports = { port: typeof bound === 'object' ? (bound?.port ?? port) : port, metrics_port: metricsPort }
	if (metricsPort === 0) return ports
	try {
		;(await serveMetrics(metrics, metricsPort, host)).unref()
		return ports
	} catch (error) {
		throw new StartError(await toPortProblem(error, 'METRICS_PORT', metricsPort, config), error)
	}
}

async function stop(wired: Wired, { shutdownDelayMs, shutdownGraceMs }: Config, signal: string): Promise<void> {
	wired.log.info('stopping', { signal })
	const limit = shutdownDelayMs + shutdownGraceMs + spareMs
	setTimeout(() => end(wired, 1, 'stopped before everything had ended'), limit).unref()
	await wired.shutDown()
	end(wired, 0, 'stopped')
}

function fail(wired: Wired, error: unknown): void {
	wired.log.error('the process ends: an error that nobody expected', { error: toErrorFields(error) })
	end(wired, 1, 'stopped')
}

function end({ log }: Wired, code: number, message: string): never {
	log.info(message, { code })
	log.flush()
	process.exit(code)
}

/** A start that can't be, in words for the person who started it. */
class StartError extends Error {
	constructor(message: string, cause?: unknown) {
		super(message, { cause })
		this.name = 'StartError'
	}
}

type PortSetting = 'PORT' | 'METRICS_PORT'

async function toPortProblem(error: unknown, setting: PortSetting, port: number, config: Config): Promise<string> {
	const { host } = config
	const code = error instanceof Error && 'code' in error ? error.code : undefined
	if (code === 'EADDRINUSE')
		return `Port ${port} is in use by another program. Stop that one, or set another port: ${await suggest(setting, port + 1, config)}`
	if (code === 'EACCES')
		return `Port ${port} may not be opened by this user. Set another one: ${await suggest(setting, 8000, config)}`
	if (code === 'EADDRNOTAVAIL') return `HOST=${host} is no address of this machine.`
	return `Port ${port} (${setting}) can't be opened: ${error instanceof Error ? error.message : String(error)}`
}

/** A port that could be had just now, beside the one that this process needs as well. */
async function suggest(setting: PortSetting, from: number, { host, port, metricsPort }: Config): Promise<string> {
	const isOurs = (one: number) => one === port || one === metricsPort
	const found = await findPortFrom(from, async (one) => !isOurs(one) && (await isPortFree(one, host)))
	return found === undefined ? setting : `${setting}=${found}`
}

const foreseen = [ConfigError, SecretError, UnusableDatabaseFile, MigrationFailed, StartError]

/** One line in words where the cause is known; else all there is. Standard output is kept for the log. */
function explain(error: unknown): string {
	if (!(error instanceof Error)) return String(error)
	if (foreseen.some((known) => error instanceof known)) return error.message.replaceAll('\n', ' ')
	return error.stack ?? error.message
}

try {
	await main(process.argv[2])
} catch (error) {
	process.stderr.write(`${explain(error)}\n`)
	process.exit(1)
}
