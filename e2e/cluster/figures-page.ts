import type { Figure } from './figures.ts'

/** docs/deploy/figures.md, of what one run has measured. `built`: what building the images took. */
export function writeFiguresPage(figures: readonly Figure[], built: string): string {
	const chapters = Map.groupBy(figures, ({ chapter }) => chapter)
	const parts = [...chapters].map(
		([chapter, lines]) =>
			`## ${chapter}\n| | |\n|---|---|\n${lines.map(({ what, measured }) => `| ${what} | ${measured} |`).join('\n')}\n`,
	)
	return `# Figures of the deployment

Written by \`npm run test:cluster\`, which fails where a promise isn't kept: one node of Kubernetes 1.35 with containerd, Traefik, kube-router and
local-path volumes, on two shared cores that also make the load. Building both images took ${built}.

${parts.join('\n')}`
}
