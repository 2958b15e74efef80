import { createAssistant } from './assistant/assistant.ts'
import type { Assistant } from './assistant/assistant.ts'
import { createBudget } from './assistant/budget.ts'
import { createConverse } from './assistant/converse.ts'
import type { Model } from './assistant/model.ts'
import { createBuiltin } from './assistant/providers/builtin/builtin.ts'
import { createRoster } from './assistant/roster.ts'
import type { HostedModel, Roster } from './assistant/roster.ts'
import { tools } from './assistant/tools/registry.ts'
import { createLimitStore } from './auth/limit.store.ts'
import { createLimits } from './auth/limits.ts'
import type { Operate } from './changes/operation.ts'
import { createChatService } from './chats/chat.service.ts'
import type { ChatService } from './chats/chat.service.ts'
import { createConfirmationService } from './chats/confirmation.service.ts'
import type { HostedConfig, ModelsConfig } from './config/models.ts'
import type { Database } from './database/database.ts'
import type { Live } from './live/live.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Services } from './wire-services.ts'

export interface AssistantParts {
	readonly chats: ChatService
	readonly assistant: Assistant
	readonly roster: Roster
}

export interface AssistantWiring {
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
	/** What answers instead of the built-in model. */
	readonly last?: Model | undefined
	/** Where vendors are, instead of their own addresses. */
	readonly addresses?: Partial<Record<HostedConfig['provider'], string>> | undefined
}

/** The chat: who answers, what is stored, and what may be done. */
export async function wireAssistant(wiring: AssistantWiring): Promise<AssistantParts> {
	const { config, database, operate, services, live, metrics, now, createId, random, onTrouble, last } = wiring
	const limitStore = createLimitStore(database)
	const chats = createChatService({ database, operate, now, createId })
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
		turnMs: config.turnMs,
		limits: createLimits(limitStore, now),
		tellConversation: (userId, conversationId, seq) => live.tellConversation(userId, conversationId, seq),
	})
	return { chats, assistant, roster }
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
