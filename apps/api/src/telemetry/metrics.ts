import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { Change } from '@todo/contract'

export interface Metrics {
	/** All figures in Prometheus' text format. */
	toText(): Promise<string>
	readonly contentType: string
	/** Times every request by route template and status. */
	timeRequests(http: FastifyInstance): void
	/** Counts what people, assistants and clients changed: the business' own figures. */
	countChanges(changes: readonly Change[]): void
	/** What models elsewhere cost, and how often they could not answer. */
	countModel(provider: string, what: 'failures' | 'input_tokens' | 'output_tokens', by: number): void
	/** A figure that is asked for when somebody looks. */
	watch(name: string, help: string, read: () => number): void
	/** A figure that only grows. */
	count(name: string, help: string): (by?: number) => void
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** `process_*`, `nodejs_*` (event loop, memory, collections), requests, and what the parts add. */
export function createMetrics(): Metrics {
	const registry = new Registry()
	collectDefaultMetrics({ register: registry })
	const requests = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'Time from the first byte of a request to the last of its answer.',
		labelNames: ['method', 'route', 'status'],
		buckets: seconds,
		registers: [registry],
	})
	const changes = new Counter({
		name: 'todo_changes_total',
		help: 'What was done to tasks, lists and the rest, and by whom.',
		labelNames: ['entity', 'action', 'actor'],
		registers: [registry],
	})
	const models = new Counter({
		name: 'todo_models_total',
		help: 'Tokens that models elsewhere took and gave, and how often they could not answer.',
		labelNames: ['provider', 'what'],
		registers: [registry],
	})
	return {
		contentType: registry.contentType,
		toText: () => registry.metrics(),
		timeRequests(http) {
			http.addHook('onResponse', async (request, reply) => {
				// A path that is no route of ours would make a label for every stranger's guess.
				const route = request.routeOptions.url ?? 'unknown'
				requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
			})
		},
		countChanges(list) {
			for (const { entity, action, actor } of list) changes.inc({ entity, action, actor })
		},
		countModel: (provider, what, by) => models.inc({ provider, what }, by),
		watch(name, help, read) {
			const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
		},
		count(name, help) {
			const counter = new Counter({ name, help, registers: [registry] })
			return (by = 1) => counter.inc(by)
		},
	}
}
