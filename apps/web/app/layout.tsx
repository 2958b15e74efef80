import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { bootScript } from '#lib/theme.ts'
// oxlint-disable-next-line import/no-unassigned-import -- the styles of every page
import './globals.css'
import { Providers } from './providers.tsx'

export const metadata: Metadata = {
	title: { default: 'Todo', template: '%s · Todo' },
	description: 'A to-do list you keep by clicking or by talking.',
	robots: { index: false },
}

export const viewport: Viewport = {
	width: 'device-width',
	initialScale: 1,
	viewportFit: 'cover',
	interactiveWidget: 'resizes-content',
	themeColor: [
		{ media: '(prefers-color-scheme: light)', color: '#fbfbfa' },
		{ media: '(prefers-color-scheme: dark)', color: '#141413' },
	],
}

export default function RootLayout({ children }: { children: ReactNode }) {
	return (
		<html lang="en" suppressHydrationWarning>
			<head>
				{/* oxlint-disable-next-line nextjs/no-sync-scripts -- it must have run before the first request is sent */}
				<script src="/config.js" />
				<script dangerouslySetInnerHTML={{ __html: bootScript }} />
			</head>
			<body>
				<Providers>{children}</Providers>
			</body>
		</html>
	)
}
