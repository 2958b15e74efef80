/** What a request was for: the label of the figures. */
export type RequestKind = 'page' | 'static' | 'api' | 'other'

export interface Metrics {
	count: (kind: RequestKind, status: number, seconds: number) => void
	openSocket: () => void
	closeSocket: () => void
	/** The figures in Prometheus' text format. */
	toText: () => string
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export function createMetrics(memory: () => number): Metrics {
	const requests = new Map<string, number>()
	const durations = new Map<RequestKind, { buckets: number[]; sum: number; count: number }>()
	let sockets = 0

	function toText(): string {
		const lines = ['# TYPE http_requests_total counter']
		for (const [labels, value] of requests) lines.push(`http_requests_total{${labels}} ${value}`)
		lines.push('# TYPE http_request_duration_seconds histogram')
		for (const [kind, { buckets, sum, count }] of durations) {
			bounds.forEach((le, n) =>
				lines.push(`http_request_duration_seconds_bucket{kind="${kind}",le="${le}"} ${buckets[n]}`),
			)
			lines.push(`http_request_duration_seconds_bucket{kind="${kind}",le="+Inf"} ${count}`)
			lines.push(`http_request_duration_seconds_sum{kind="${kind}"} ${sum}`)
			lines.push(`http_request_duration_seconds_count{kind="${kind}"} ${count}`)
		}
		lines.push('# TYPE websocket_connections gauge', `websocket_connections ${sockets}`)
		lines.push('# TYPE process_resident_memory_bytes gauge', `process_resident_memory_bytes ${memory()}`)
		return `${lines.join('\n')}\n`
	}

	return {
		count(kind, status, seconds) {
			const labels = `kind="${kind}",status="${status}"`
			requests.set(labels, (requests.get(labels) ?? 0) + 1)
			const seen = durations.get(kind) ?? { buckets: bounds.map(() => 0), sum: 0, count: 0 }
			seen.buckets = seen.buckets.map((value, n) => (seconds <= (bounds[n] ?? 0) ? value + 1 : value))
			durations.set(kind, { buckets: seen.buckets, sum: seen.sum + seconds, count: seen.count + 1 })
		},
		openSocket: () => void sockets++,
		closeSocket: () => void sockets--,
		toText,
	}
}
