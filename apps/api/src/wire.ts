import type { FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { createHttp } from './app.ts'
import { createAccounts } from './auth/accounts.ts'
import { createOperate } from './changes/operation.ts'
import type { Committed } from './changes/operation.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import { migrateWhenPossible } from './database/migrate-when-possible.ts'
import { openDatabase, openForMigration } from './database/open.ts'
import type { App, Operation } from './transport/handle.ts'
import { createPruneJobs } from './jobs/prune.ts'
import { createJobRunner } from './jobs/runner.ts'
import type { JobRunner } from './jobs/runner.ts'
import { createLive } from './live/live.ts'
import type { Live } from './live/live.ts'
import { registerTicketRoutes } from './live/ticket.routes.ts'
import { registerDescriptionRoutes } from './system/description.routes.ts'
import { registerHealthRoutes } from './system/health.routes.ts'
import { createHealthService } from './system/health.service.ts'
import { watchLibraryRoutes } from './system/library-operations.ts'
import { version } from './system/version.ts'
import { createLog, toErrorFields } from './telemetry/log.ts'
import type { Log } from './telemetry/log.ts'
import { createMetrics } from './telemetry/metrics.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { logRequests } from './telemetry/request-log.ts'
import { createMethodFinder } from './transport/allowed-methods.ts'
import { allowOrigins } from './transport/cors.ts'
import { createOriginCheck } from './transport/origins.ts'
import { limitRequests } from './transport/rate-limits.ts'
import { announceClosing, shutDown } from './transport/shutdown.ts'
import { acceptWebSockets } from './transport/websocket.ts'
import { requireSchema } from './transport/require-schema.ts'
import { watchTraffic } from './transport/traffic.ts'
import { wireAssistant } from './wire-assistant.ts'
import type { Overrides } from './wire-overrides.ts'
import { createServices, registerServices } from './wire-services.ts'
import { watchDatabase } from './telemetry/database-metrics.ts'

export type { Overrides }

export interface Wired {
	readonly http: FastifyInstance
	readonly database: Database
	/** Every operation of the API, for its description and for tests that walk them all. */
	readonly operations: readonly Operation[]
	readonly live: Live
	/** Finds out whether the models that are set can be asked; what is wrong is logged. */
	checkModels(): Promise<void>
	readonly jobs: JobRunner
	readonly log: Log
	readonly metrics: Metrics
	/** Ends in the order that loses no request. */
	shutDown(): Promise<void>
	/** Ends at once. */
	close(): Promise<void>
}

/** Builds the whole API from its settings: the only place that knows all parts. Nothing listens yet. */
export async function wire(config: Config, overrides: Overrides = {}): Promise<Wired> {
	const now = overrides.now ?? (() => new Date())
	const nowMs = () => now().getTime()
	const createId = overrides.createId ?? randomUUID
	const log = createLog(config.logLevel, overrides.logTo)
	const onTrouble = (message: string, error: unknown) => log.warn(message, { error: toErrorFields(error) })
	const onLost = (error: Error) => onTrouble('a database connection was lost', error)
	const database = openDatabase(config.database, onLost)
	const schema = await migrateWhenPossible({
		async lend(work) {
			// The file has one owner; on PostgreSQL other connections may do what those of requests must not.
			if (config.database.kind === 'sqlite') return void (await work(database))
			const patient = openForMigration(config.database, onLost)
			try {
				await work(patient)
			} finally {
				await patient.close()
			}
		},
		onWaiting: (error) => onTrouble('waiting for the database', error),
		onFailure(error) {
			throw error
		},
	})
	const isMigrated = () => schema.isReady()
	const health = createHealthService({
		ping: () => database.ping(),
		isMigrated,
		now,
		version,
		sendsMail: config.mail !== null,
	})
	const metrics = createMetrics()
	const operations: Operation[] = []
	const http = createHttp({
		trustedProxyHops: config.trustedProxyHops,
		createId,
		onFailure: (error, request) => requests.failed(error, request),
		findMethods: createMethodFinder(operations),
		tls: config.tls,
		onUnfitTls: (error) => onTrouble('the new certificate or key can’t be used: the former one stays', error),
		timeouts: overrides.timeouts,
	})
	const listLibrary = watchLibraryRoutes(http, operations)
	const requests = logRequests(http, log)
	const isAllowedOrigin = createOriginCheck(config.origins)
	const limits = limitRequests(http, config.rateLimit, nowMs)
	const traffic = watchTraffic(http, nowMs)
	metrics.timeRequests(http)
	announceClosing(http, () => health.isDraining())
	allowOrigins(http, isAllowedOrigin)
	requireSchema(http, isMigrated)
	const listeners: ((committed: Committed) => void)[] = [({ changes }) => metrics.countChanges(changes)]
	const operate = createOperate({
		database,
		now,
		createId,
		publish: (committed) => listeners.forEach((tell) => tell(committed)),
	})
	const accounts = createAccounts({
		config,
		database,
		operate,
		now,
		createId,
		onTrouble,
		onEvent: (message, fields) => log.info(message, fields),
	})
	const app: App = {
		http,
		operations,
		takeLimit: (limit, caller) => limits.takeRoute(limit, caller),
		async authenticate(request) {
			const actor = await accounts.authenticate(request)
			if (!actor) return undefined
			requests.noteActor(request, actor)
			limits.users.take(actor.userId)
			return actor
		},
	}
	accounts.register(app)
	// The next request reads the settings anew: another time zone moves "today" at once.
	listeners.push(({ userId, changes }) => {
		if (changes.some((change) => change.entity === 'settings')) accounts.forgetUser(userId)
	})
	const services = createServices({ config, database, operate, now, createId })
	registerServices(app, services)
	const live = createLive({ database, changes: services.changes, config: config.database, now, onTrouble })
	listeners.push((committed) => live.publish(committed))
	accounts.onEnded(({ userId, sessionIds }) => {
		const reason = 'the session has ended'
		if (sessionIds === 'all') live.hub.closeUser(userId, reason)
		else for (const id of sessionIds) live.hub.closeSession(id, reason)
	})
	const closing = new AbortController()
	const assistant = await wireAssistant({
		app,
		closing: closing.signal,
		config: config.models,
		database,
		operate,
		services,
		live,
		metrics,
		now,
		createId,
		random: overrides.random ?? Math.random,
		onTrouble,
		last: overrides.model,
		addresses: overrides.vendors,
		isAllowedOrigin,
		version,
	})
	const sockets = acceptWebSockets(http.server, {
		hub: live.hub,
		tickets: live.tickets,
		authenticate: accounts.authenticate,
		isAllowedOrigin,
		trustedProxyHops: config.trustedProxyHops,
		limiter: limits.sockets,
		isDraining: () => health.isDraining(),
		now: nowMs,
		onFailure: (error) => onTrouble('a socket could not be opened', error),
	})
	registerTicketRoutes(app, live.tickets)
	registerHealthRoutes(app, health)
	registerDescriptionRoutes(app, version, listLibrary)
	const jobs = createJobRunner({
		database,
		jobs: createPruneJobs({
			...config,
			database,
			operate,
			steps: services.steps,
			now,
			deleteIdleGuests: () => accounts.deleteIdleGuests(),
		}),
		owner: createId(),
		now,
		isActive: () => live.hub.size > 0 || traffic.isRecent(),
		onFailure: (job, error) => onTrouble(`the job ${job} failed`, error),
	})
	metrics.watch('todo_websocket_connections', 'Open WebSockets.', () => live.hub.size)
	watchDatabase(metrics, database)

	async function closeRest(): Promise<void> {
		schema.stop()
		await live.close()
		await accounts.close()
		await database.close()
	}

	return {
		http,
		database,
		operations,
		live,
		checkModels: assistant.checkModels,
		jobs,
		log,
		metrics,
		shutDown: () =>
			shutDown(
				{
					http,
					sockets,
					startDraining: () => health.startDraining(),
					delayMs: config.shutdownDelayMs,
					graceMs: config.shutdownGraceMs,
					closeStreams: () => closing.abort(),
					finishTurns: (graceMs) => assistant.close(graceMs),
					stopJobs: () => jobs.stop(),
					closeRest,
				},
				() => live.hub.size,
			),
		async close() {
			closing.abort()
			await assistant.close(0)
			await jobs.stop()
			sockets.terminate()
			await http.close()
			await closeRest()
		},
	}
}
