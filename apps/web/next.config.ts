import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const root = fileURLToPath(new URL('../..', import.meta.url))
const loader = (name: string) => fileURLToPath(new URL(`scripts/${name}`, import.meta.url))
/** What the server never asks for: the library that resizes pictures, and the measures of fonts that are used at build time. */
const leftOut = [
	'../../node_modules/next/dist/server/capsize-font-metrics.json',
	'../../node_modules/sharp/**',
	'../../node_modules/@img/**',
	'node_modules/sharp/**',
	'node_modules/@img/**',
]

const config: NextConfig = {
	output: 'standalone',
	outputFileTracingRoot: root,
	// No picture is resized, and sharp would double the size of the build.
	outputFileTracingExcludes: { '*': leftOut },
	images: { unoptimized: true },
	poweredByHeader: false,
	typedRoutes: true,
	experimental: {
		// A few files compress better than many small ones, and whoever opens one view goes to the others, too. What
		// several lazy parts share stays a file of its own: larger limits would send React Aria once with each of them.
		turbopackChunking: {
			clusters: [[/.*/]],
			minChunkSize: 300_000,
			maxMergeChunkSize: 1_000_000,
			requestCost: 2_000_000,
		},
	},
	turbopack: {
		root,
		resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' },
		rules: {
			// React Aria carries its own few strings in 30 languages; only the page's languages are kept.
			'*.mjs': {
				condition: { path: /react-(aria|stately|aria-components)\/dist\/private\/intl\// },
				loaders: [loader('keep-locales.mjs')],
				as: '*.mjs',
			},
			// Messages are parsed at build time, so that no parser is sent to the browser, and come in two parts.
			'*.json': {
				condition: { path: /apps\/web\/messages\// },
				loaders: [loader('compile-messages.mjs')],
				as: '*.js',
			},
		},
	},
}

export default config
