import { startPostgres } from '../postgres.ts'

/**
 * One PostgreSQL for all test files of a run, started when the first project that needs it runs. Each file makes a
 * database of its own in it. `TEST_POSTGRES_URL` set by the caller names a server to use instead;
 * `TEST_DATABASES=sqlite` (npm run verify) leaves PostgreSQL out.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
	if (process.env.TEST_POSTGRES_URL || process.env.TEST_DATABASES === 'sqlite') return undefined
	const postgres = await startPostgres({ fast: true })
	process.env.TEST_POSTGRES_URL = postgres.url
	return async () => {
		delete process.env.TEST_POSTGRES_URL
		await postgres.stop()
	}
}
