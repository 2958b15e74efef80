import type { HttpOptions } from './app.ts'
import type { Model } from './assistant/model.ts'
import type { LogTarget } from './telemetry/log.ts'
import type { AssistantWiring } from './wire-assistant.ts'

/** What tests put in the place of time and chance. */
export interface Overrides {
	now?: () => Date
	createId?: () => string
	random?: () => number
	/** What answers in the chat where no model elsewhere does. */
	model?: Model
	/** Where vendors of models are, instead of their own addresses. */
	vendors?: AssistantWiring['addresses']
	/** Where log lines go instead of standard output. */
	logTo?: LogTarget
	/** Milliseconds that a request may take to arrive. */
	timeouts?: HttpOptions['timeouts']
}
