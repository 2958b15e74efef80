/** One direction of DESIGN's drawing. `in` and `not` name the files it is about, `forbid` what they may not reach. */
export type Rule = {
	name: string
	in: RegExp
	not?: RegExp
	/** Compared with the repository path of an import, or with the name of the package. */
	forbid: RegExp
	/** Imports within one of these are free: the same feature may import itself. */
	within?: RegExp
	/** `import type` leaves nothing behind at run time; true where that much is allowed. */
	typesAllowed?: true
	reason: string
	/** A file and a line that break the rule; a test plants each and expects it to be reported. */
	example: readonly [path: string, line: string]
}

/** What a file uses without importing it, written as if it were a package. */
export const environment = 'process.env'

const api = '^apps/api/src/'
const doors = `${api}(.*\\.(routes|tools)\\.ts$|transport/|assistant/)`
const database = `${api}database/`
/** `database.ts` itself holds the interface and its errors, and opens nothing. */
const openedDatabase = `${database}(?!database\\.ts$)`
const drivers = '(pg|better-sqlite3|node:sqlite)$'
const models = '(@ai-sdk/.+|ai|openai|cohere-ai|@google/.+|@anthropic-ai/.+)$'

/** The whole table. Tests may import anything. */
export const rules: readonly Rule[] = [
	{
		name: 'nobody imports main',
		in: /./,
		forbid: /^apps\/(api\/src|web\/server)\/main\.ts$/,
		reason: 'main starts the process when it is loaded',
		example: ['apps/api/src/app.ts', `import './main.ts'`],
	},
	{
		name: 'only main wires',
		in: new RegExp(api),
		not: /^apps\/api\/src\/(main|wire)\.ts$|^apps\/api\/src\/commands\//,
		forbid: /^apps\/api\/src\/wire\.ts$/,
		reason: 'wire imports everything; importing it back makes a circle',
		example: ['apps/api/src/tasks/tasks.service.ts', `import { wire } from '../wire.ts'`],
	},
	{
		name: 'doors call services',
		in: new RegExp(doors),
		forbid: new RegExp(`${api}.*\\.store\\.ts$|${openedDatabase}`),
		typesAllowed: true,
		reason: 'routes, tools, WebSocket, MCP and the assistant reach data through services, which check permission',
		example: ['apps/api/src/tasks/tasks.routes.ts', `import { createTaskStore } from './tasks.store.ts'`],
	},
	{
		name: 'services know no door',
		in: /^apps\/api\/src\/.*\.service\.ts$/,
		forbid: new RegExp(`${doors}|^(fastify|ws)$`),
		reason: 'a service answers every door alike',
		example: ['apps/api/src/lists/lists.service.ts', `import { toProblem } from '../transport/http-errors.ts'`],
	},
	{
		name: 'services leave SQL to stores',
		in: /^apps\/api\/src\/.*\.service\.ts$/,
		forbid: new RegExp(openedDatabase),
		typesAllowed: true,
		reason: 'the store is the only place that knows SQL',
		example: ['apps/api/src/lists/lists.service.ts', `import { openDatabase } from '../database/open.ts'`],
	},
	{
		name: 'rules are pure',
		in: /^apps\/api\/src\/.*\.rules\.ts$/,
		forbid: new RegExp(`${api}.*\\.(service|store)\\.ts$|${doors}|${database}|^node:|^fastify$`),
		typesAllowed: true,
		reason: 'rules compute from their arguments alone',
		example: ['apps/api/src/tasks/tasks.rules.ts', `import { readFile } from 'node:fs/promises'`],
	},
	{
		name: 'stores know no service and no door',
		in: /^apps\/api\/src\/.*\.store\.ts$/,
		forbid: new RegExp(`${api}.*\\.service\\.ts$|${doors}|^fastify$`),
		reason: 'services call stores, never the other way',
		example: ['apps/api/src/tasks/tasks.store.ts', `import type { TaskService } from './tasks.service.ts'`],
	},
	{
		name: 'the database knows no feature',
		in: new RegExp(database),
		forbid: new RegExp(`${api}.*\\.(service|store|rules)\\.ts$|${doors}`),
		reason: 'features stand on the database',
		example: ['apps/api/src/database/open.ts', `export * from '../tasks/tasks.store.ts'`],
	},
	{
		name: 'kysely stays with SQL',
		in: /./,
		not: new RegExp(`${database}|${api}.*\\.store\\.ts$|${api}auth/`),
		forbid: /^kysely$/,
		reason: 'queries are written in stores',
		example: ['apps/api/src/tasks/tasks.service.ts', `import { sql } from 'kysely'`],
	},
	{
		name: 'drivers stay in the database',
		in: /^(apps|packages)\//,
		not: new RegExp(database),
		forbid: new RegExp(`^${drivers}`),
		reason: 'one writer, one pool: both are opened in one place',
		example: ['apps/api/src/tasks/tasks.store.ts', `import pg from 'pg'`],
	},
	{
		name: 'vendors stay with their provider',
		in: /^(apps|packages)\//,
		not: /^apps\/api\/src\/assistant\/providers\//,
		forbid: new RegExp(`^${models}`),
		reason: 'models are interchangeable: no vendor type crosses that line',
		example: ['apps/api/src/assistant/turn.ts', `import { createOpenAI } from '@ai-sdk/openai'`],
	},
	{
		name: 'settings are read in main',
		in: /^(apps\/(api\/src|web\/(app|features|ui|lib|server))|packages\/.*\/src)\//,
		not: /^apps\/(api\/src|web\/server)\/main\.ts$/,
		forbid: /^process\.env$/,
		reason: 'only main sees the environment; everything else gets its configuration as an argument',
		example: ['apps/api/src/wire.ts', `export const port = process.env.PORT`],
	},
	{
		name: 'accounts are one folder',
		in: /./,
		not: new RegExp(`${api}auth/`),
		forbid: /^(better-auth|@better-auth\/.+)$/,
		reason: 'the rest of the api knows actors, not the library behind them',
		example: ['apps/web/lib/session.ts', `import { createAuthClient } from 'better-auth/client'`],
	},
	{
		name: 'zod stays on the server',
		in: /^(apps|packages)\//,
		not: /^(packages\/contract\/src\/schemas|apps\/api\/src)\//,
		forbid: /^zod$/,
		typesAllowed: true,
		reason: 'it would add a tenth to what a browser loads',
		example: ['packages/language/src/words.ts', `import { z } from 'zod'`],
	},
	{
		name: 'the contract without schemas has no schema',
		in: /^packages\/contract\/src\//,
		not: /^packages\/contract\/src\/schemas\//,
		forbid: /^packages\/contract\/src\/schemas\//,
		typesAllowed: true,
		reason: 'the main entry is loaded by the browser',
		example: ['packages/contract/src/endpoints.ts', `import { Task } from './schemas/tasks.ts'`],
	},
	{
		name: 'the page takes types, not schemas',
		in: /^apps\/web\//,
		forbid: /^(packages\/contract\/src\/(?!index\.ts$)|packages\/language\/src\/(?!(index|task)\.ts$)|apps\/api\/)/,
		reason: 'the page imports @todo/contract, @todo/language and its task, and nothing else of ours',
		example: ['apps/web/lib/api.ts', `import { Task } from '@todo/contract/schemas'`],
	},
	{
		name: 'the page reads tasks, not conversations',
		in: /^apps\/web\//,
		forbid: /^packages\/language\/src\/index\.ts$/,
		typesAllowed: true,
		reason: 'what only the assistant understands is more than half of the parser, and @todo/language/task goes without',
		example: ['apps/web/lib/words.ts', `export const load = () => import('@todo/language')`],
	},
	{
		name: 'the parser runs anywhere',
		in: /^packages\/(language|contract)\/src\//,
		forbid: /^node:|^(fs|path|url|crypto|util|process)$/,
		reason: 'browsers load it too',
		example: ['packages/language/src/words.ts', `import { readFileSync } from 'node:fs'`],
	},
	{
		name: 'packages know no app',
		in: /^packages\//,
		forbid: /^apps\//,
		reason: 'apps stand on packages',
		example: ['packages/contract/src/client.ts', `import type { App } from '@todo/api'`],
	},
	{
		name: 'the api knows no page',
		in: /^apps\/api\//,
		forbid: /^apps\/web\//,
		reason: 'they are deployed apart',
		example: ['apps/api/src/app.ts', `import { Page } from '../../web/ui/page.tsx'`],
	},
	{
		name: 'features stand alone',
		in: /^apps\/web\/features\//,
		forbid: /^apps\/web\/features\//,
		within: /^apps\/web\/features\/[^/]+\//,
		reason: 'what two features share belongs to ui or lib',
		example: ['apps/web/features/chat/panel.tsx', `import { TaskRow } from '#features/tasks/task-row.tsx'`],
	},
	{
		name: 'ui and lib know no feature',
		in: /^apps\/web\/(ui|lib)\//,
		forbid: /^apps\/web\/(features|app)\//,
		reason: 'features stand on them',
		example: ['apps/web/ui/dialog.tsx', `import { useTasks } from '../features/tasks/use-tasks.ts'`],
	},
	{
		name: 'the browser has no Node',
		in: /^apps\/web\/(app|features|ui|lib)\//,
		forbid: /^node:|^apps\/web\/server\//,
		typesAllowed: true,
		reason: 'every page is prerendered and then runs in the browser',
		example: ['apps/web/lib/dates.ts', `import { join } from 'node:path'`],
	},
]
