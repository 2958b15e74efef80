import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**', '**/.next/**']

/** Whole processes, waits for limits, tests that run tests: `npm test` runs them, `npm run verify` (TEST_QUICK) doesn't. */
const slow = [
	'apps/api/src/commands/**',
	'apps/api/src/security/**',
	'apps/api/src/system/process.test.ts',
	'apps/api/src/system/shutdown.test.ts',
	'apps/api/src/system/resilience.test.ts',
	'apps/api/src/live/**',
	'scripts/counts.test.ts',
	'apps/cli/**',
]
const left = process.env.TEST_QUICK ? [...ignored, ...slow] : ignored

/** `npx vitest run --project api` runs one of them; `npm test` runs all. */
export default defineConfig({
	test: {
		// vitest would leave one core idle, which is half of a small machine.
		maxWorkers: '100%',
		projects: [
			{
				test: {
					name: 'packages',
					isolate: false,
					testTimeout: 30_000,
					include: ['packages/**/*.test.ts'],
					exclude: left,
				},
			},
			{
				test: {
					name: 'api',
					// Nothing keeps state in a module, so files may share a process: less than half the time.
					isolate: false,
					include: ['apps/api/**/*.test.ts'],
					exclude: left,
					globalSetup: ['scripts/testing/postgres-setup.ts'],
					// Room for a busy machine; what has to be quick says so in its own test.
					testTimeout: 60_000,
					hookTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'web',
					include: ['apps/web/**/*.test.{ts,tsx}'],
					exclude: left,
				},
			},
			{
				test: {
					name: 'scripts',
					include: ['scripts/**/*.test.ts', 'bench/**/*.test.ts', 'apps/cli/**/*.test.ts'],
					exclude: [...left, 'scripts/charts/**'],
					testTimeout: 60_000,
				},
			},
			{
				test: {
					name: 'charts',
					include: ['scripts/charts/**/*.test.ts'],
					exclude: left,
					globalSetup: ['scripts/testing/chart-tools-setup.ts'],
					testTimeout: 120_000,
				},
			},
			{
				// Needs Docker and built images: `npm run test:images`, no part of `npm test`.
				test: {
					name: 'images',
					include: ['scripts/**/*.docker.ts'],
					exclude: left,
					fileParallelism: false,
					testTimeout: 300_000,
				},
			},
			{
				// Needs a cluster that may be filled and emptied: `npm run test:cluster`, no part of `npm test`.
				test: {
					name: 'cluster',
					include: ['e2e/cluster/*.cluster.ts'],
					exclude: left,
					fileParallelism: false,
					testTimeout: 400_000,
					hookTimeout: 600_000,
				},
			},
			{
				test: {
					name: 'e2e',
					include: ['e2e/**/*.e2e.ts', 'scripts/**/*.e2e.ts'],
					exclude: left,
					fileParallelism: false,
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
})
