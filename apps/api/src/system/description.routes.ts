import { defineEndpoint } from '@todo/contract'
import { z } from 'zod'
import { DomainError } from '../errors.ts'
import { RawBody, handlePublic } from '../transport/handle.ts'
import type { App, Operation } from '../transport/handle.ts'
import { createDocsFiles } from './docs-files.ts'
import type { DocsFile } from './docs-files.ts'
import { docsPolicy } from './docs-page.ts'
import { describeApi } from './openapi.ts'
import type { FastifyReply } from 'fastify'

const anything = { replies: { 200: z.unknown() } }
const aFile = { params: z.strictObject({ file: z.string().max(100) }), replies: { 200: z.unknown() } }
const aSocket = {
	query: z.object({ ticket: z.string().max(100), since: z.string().max(20) }).partial(),
	replies: { 101: z.undefined() },
}

const getDescription = defineEndpoint<typeof anything>('GET', '/api/openapi.json')
const getDocs = defineEndpoint<typeof anything>('GET', '/api/docs')
const getDocsFile = defineEndpoint<typeof aFile>('GET', '/api/docs/{file}')
const openSocket = defineEndpoint<typeof aSocket>('GET', '/api/ws')

/** How the API describes itself; and what a plain request to the WebSocket's address is told. */
export function registerDescriptionRoutes(app: App, version: string, listLibrary: () => Operation[]): void {
	const findFile = createDocsFiles()
	let description: RawBody | undefined

	handlePublic(
		app,
		getDescription,
		anything,
		async ({ reply }) => {
			reply.header('cache-control', 'no-cache')
			return (description ??= new RawBody(JSON.stringify(describeApi([...app.operations, ...listLibrary()], version))))
		},
		{ summary: 'This description' },
	)
	handlePublic(app, getDocs, anything, async ({ reply }) => toBody(reply, await findFile('')), {
		summary: 'This description, to be read by people',
		produces: ['text/html'],
	})
	handlePublic(app, getDocsFile, aFile, async ({ params, reply }) => toBody(reply, await findFile(params.file)), {
		summary: 'What the page of documents loads',
		produces: ['text/css', 'text/javascript'],
	})
	handlePublic(
		app,
		openSocket,
		aSocket,
		async ({ reply }) => {
			reply.header('upgrade', 'websocket').header('connection', 'Upgrade')
			throw new DomainError('UPGRADE_REQUIRED', 'Open this address as a WebSocket.')
		},
		{ summary: 'Changes as they land, over a WebSocket' },
	)
}

function toBody(reply: FastifyReply, file: DocsFile | undefined): RawBody {
	if (!file) throw new DomainError('ROUTE_NOT_FOUND', 'There is no such file.')
	reply
		.header('content-security-policy', docsPolicy)
		.header('cache-control', file.type === 'text/html' ? 'no-cache' : 'public, max-age=86400')
		.type(`${file.type}; charset=utf-8`)
	return new RawBody(file.content)
}
