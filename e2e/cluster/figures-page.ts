import type { Figure } from './figures.ts'

const head = `# Figures of the deployment

Written by \`npm run test:cluster\`, which fails where a promise isn't kept: one node of Kubernetes 1.35 with containerd, Traefik, kube-router and
local-path volumes, on two shared cores that also make the load. A run of some chapters renews their sections alone.
`

export type PageOptions = {
	/** The page as it stands; its sections that were not measured anew stay. */
	present: string
	figures: readonly Figure[]
	/** Of the measuring, as 2026-11-21. */
	day: string
}

/** docs/deploy/figures.md. */
export function writeFiguresPage({ present, figures, day }: PageOptions): string {
	const sections = new Map(
		present
			.split(/^## /m)
			.slice(1)
			.map((text) => [text.split('\n', 1)[0] ?? '', `## ${text.trimEnd()}\n`]),
	)
	for (const [chapter, lines] of Map.groupBy(figures, (figure) => figure.chapter)) {
		const rows = lines.map(({ what, measured }) => `| ${what} | ${measured} |`)
		sections.set(chapter, `## ${chapter}\n| measured on ${day} | |\n|---|---|\n${rows.join('\n')}\n`)
	}
	return [head, ...sections.values()].join('\n')
}
