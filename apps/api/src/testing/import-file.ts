import { ApiError } from '@todo/contract'
import type { ImportReport, Problem, Send } from '@todo/contract'

/** Sends a file to be imported. @throws {ApiError} where it is refused. */
export async function importFile(send: Send, query: string, type: string, body: string): Promise<ImportReport> {
	const response = await send(`/api/import?${query}`, { method: 'POST', headers: { 'content-type': type }, body })
	if (!response.ok) throw new ApiError((await response.json()) as Problem)
	return (await response.json()) as ImportReport
}
