import { ApiError, type ImportReport, type Problem, type Send } from '@todo/contract'

/** Todoist's own export names its columns so. */
const isTodoist = (text: string) => /^\uFEFF?TYPE,CONTENT/i.test(text)

/** Sends a file as it is. @throws {ApiError} with what is wrong with it. */
export async function sendFile(send: Send, file: File, dryRun: boolean): Promise<ImportReport> {
	const body = await file.text()
	const json = /\.json$/i.test(file.name) || file.type === 'application/json'
	const format = json ? 'json' : isTodoist(body) ? 'todoist' : 'csv'
	const query = new URLSearchParams({ format, dry_run: String(dryRun) })
	if (!json) query.set('list', file.name.replace(/\.\w+$/, '').slice(0, 100))
	const headers = { accept: 'application/json', 'content-type': json ? 'application/json' : 'text/csv' }
	const response = await send(`/api/import?${query}`, { method: 'POST', headers, body })
	const answer: unknown = await response.json()
	if (!response.ok) throw new ApiError(trust<Problem>(answer))
	return trust<ImportReport>(answer)
}

/** The endpoint takes a file and so can't be reached by the typed client; its answers are the contract's all the same. */
const trust = <T>(value: unknown): T => value as T
