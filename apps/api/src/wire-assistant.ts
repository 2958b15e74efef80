import { createAssistant } from './assistant/assistant.ts'
import { createBudget } from './assistant/budget.ts'
import { createConverse } from './assistant/converse.ts'
import type { Model } from './assistant/model.ts'
import { createBuiltin } from './assistant/providers/builtin/builtin.ts'
import { createRoster } from './assistant/roster.ts'
import { createRuns } from './assistant/runs.ts'
import type { HostedModel } from './assistant/roster.ts'
import { tools } from './assistant/tools/registry.ts'
import { createLimitStore } from './auth/limit.store.ts'
import { createLimits } from './auth/limits.ts'
import type { Operate } from './changes/operation.ts'
import { registerChatRoutes } from './chats/chat.routes.ts'
import { createChatService } from './chats/chat.service.ts'
import { createTurnService } from './chats/turn.service.ts'
import { createConfirmationService } from './chats/confirmation.service.ts'
import type { HostedConfig, ModelsConfig } from './config/models.ts'
import type { Database } from './database/database.ts'
import type { Live } from './live/live.ts'
import type { App } from './transport/handle.ts'
import type { IsAllowedOrigin } from './transport/origins.ts'
import { toDomainError, toProblem } from './transport/http-errors.ts'
import { registerMcpRoutes } from './mcp/mcp.routes.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Services } from './wire-services.ts'

export interface WiredAssistant {
	/** Finds out whether the models that are set can be asked; what is wrong is told. */
	checkModels(): Promise<void>
	/** Lets its turns end within so many milliseconds. */
	close(graceMs: number): Promise<void>
}

export interface AssistantWiring {
	readonly app: App
	/** Ends when the server goes away: answers that stream end with it. */
	readonly closing: AbortSignal
	readonly config: ModelsConfig
	readonly database: Database
	readonly operate: Operate
	readonly services: Services
	readonly live: Pick<Live, 'tellConversation'>
	readonly metrics: Metrics
	now(): Date
	createId(): string
	random(): number
	onTrouble(words: string, error: unknown): void
	readonly isAllowedOrigin: IsAllowedOrigin
	readonly version: string
	/** What answers instead of the built-in model. */
	readonly last?: Model | undefined
	/** Where vendors are, instead of their own addresses. */
	readonly addresses?: Partial<Record<HostedConfig['provider'], string>> | undefined
}

/** The chat: who answers, what is stored, and what may be done. */
export async function wireAssistant(wiring: AssistantWiring): Promise<WiredAssistant> {
	const { config, database, operate, services, live, metrics, now, createId, random, onTrouble, last } = wiring
	const limitStore = createLimitStore(database)
	const chats = createChatService({ database, operate, now })
	const turns = createTurnService({ database, operate, now, createId })
	const confirmations = createConfirmationService({ database, operate, now, createId })
	const roster = createRoster({
		hosted: await loadHosted(config, wiring.addresses),
		last: last ?? createBuiltin(),
		budget: createBudget(limitStore, config.tokensPerDay, now),
		guests: config.guests,
		firstByteMs: config.firstByteMs,
		now,
		random,
		onTrouble,
		count: (name, what, by) => metrics.countModel(name, what, by),
	})
	const { settings, clock } = services
	const assistant = createAssistant({
		chats,
		confirmations,
		settings,
		clock,
		converse: createConverse({ chats, confirmations, settings, services, tools, roster }),
		turns,
		runs: createRuns({
			turns,
			turnMs: config.turnMs,
			toTitle: (name) => tools.find((tool) => tool.name === name)?.title ?? name,
			onTrouble,
		}),
		undo: services.undo,
		toProblem: (error) => toProblem(toDomainError(error)),
		limits: createLimits(limitStore, now),
		tellConversation: (userId, conversationId, seq) => live.tellConversation(userId, conversationId, seq),
	})
	registerChatRoutes(wiring.app, chats, assistant, roster, wiring.closing)
	const onFailure = (error: unknown) => onTrouble('a tool called over MCP failed', error)
	const { isAllowedOrigin, version } = wiring
	registerMcpRoutes(wiring.app, { tools, services, settings, version, createId, isAllowedOrigin, onFailure })
	return { checkModels: () => roster.check(), close: (graceMs) => assistant.close(graceMs) }
}

/** Vendors' libraries are loaded only where one of them may be asked: a tenth of a second and 20 MB. */
async function loadHosted(
	{ hosted, idleMs }: ModelsConfig,
	addresses: AssistantWiring['addresses'],
): Promise<HostedModel[]> {
	if (hosted.length === 0) return []
	const { createVendorModel } = await import('./assistant/providers/hosted/vendors.ts')
	return hosted.map((one) =>
		createVendorModel({ ...one, baseUrl: addresses?.[one.provider] ?? one.baseUrl }, { fetch, idleMs }),
	)
}
