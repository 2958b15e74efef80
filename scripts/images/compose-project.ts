import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { takeAnyPort } from '../ports.ts'
import { fromRoot } from '../root.ts'
import { runDocker } from './docker.ts'

export type Project = {
	/** Addresses of the page and of the API. */
	pageUrl: string
	apiUrl: string
	/** Where `docker-compose.yml` and `.env` are. */
	folder: string
	/** Runs `docker compose` with these words and answers what it wrote. */
	run(...words: readonly string[]): Promise<string>
}

/**
 * `docker-compose.yml` with an `.env` of its own beside it, as in a clone of the repository, on free ports and volumes of its own;
 * all of it is gone afterwards. Images are those that are there.
 */
export async function withProject<T>(
	settings: Readonly<Record<string, string>>,
	body: (project: Project) => Promise<T>,
): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'todo-compose-'))
	const [page, api] = [await takeAnyPort(), await takeAnyPort()]
	copyFileSync(fromRoot('docker-compose.yml'), join(folder, 'docker-compose.yml'))
	const lines = Object.entries({ ...settings, WEB_PORT: String(page), PORT: String(api) })
	writeFileSync(join(folder, '.env'), lines.map(([name, value]) => `${name}=${value}\n`).join(''))
	const flags = ['--project-name', `todo-test-${randomBytes(4).toString('hex')}`, '--project-directory', folder]
	// What the caller has set would win over the file.
	const cleared = Object.fromEntries(
		['COMPOSE_PROFILES', 'COMPOSE_FILE', ...lines.map(([name]) => name)].map((name) => [name, undefined]),
	)
	const run = (...words: readonly string[]) => runDocker(['compose', ...flags, ...words], { env: cleared })
	try {
		return await body({ pageUrl: `http://127.0.0.1:${page}`, apiUrl: `http://127.0.0.1:${api}`, folder, run })
	} finally {
		await run('--profile', '*', 'down', '--volumes', '--timeout', '10')
		rmSync(folder, { recursive: true, force: true })
	}
}
