import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**', '**/.next/**']

/** `npx vitest run --project api` runs one of them; `npm test` runs all. */
export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'packages',
					include: ['packages/**/*.test.ts'],
					exclude: ignored,
				},
			},
			{
				test: {
					name: 'api',
					include: ['apps/api/**/*.test.ts'],
					exclude: ignored,
					globalSetup: ['scripts/testing/postgres-setup.ts'],
					testTimeout: 20_000,
					hookTimeout: 30_000,
				},
			},
			{
				test: {
					name: 'web',
					include: ['apps/web/**/*.test.{ts,tsx}'],
					exclude: ignored,
				},
			},
			{
				test: {
					name: 'scripts',
					include: ['scripts/**/*.test.ts', 'bench/**/*.test.ts'],
					exclude: ignored,
					testTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['e2e/**/*.e2e.ts', 'scripts/**/*.e2e.ts'],
					exclude: ignored,
					fileParallelism: false,
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
})
