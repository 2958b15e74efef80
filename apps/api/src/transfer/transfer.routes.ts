import { endpoints } from '@todo/contract'
import { transfer as schemas } from '@todo/contract/schemas'
import { RawBody as RawText, handle, handlePublic, notModified } from '../transport/handle.ts'
import type { App } from '../transport/handle.ts'
import type { CalendarService } from './calendar.service.ts'
import { readCsvBodies } from './csv-body.ts'
import type { ExportService } from './export.service.ts'
import type { ImportService } from './import.service.ts'

const { transfer: endpoint } = endpoints

export interface TransferServices {
	exports: ExportService
	imports: ImportService
	calendars: CalendarService
}

export function registerTransferRoutes(app: App, { exports, imports, calendars }: TransferServices): void {
	readCsvBodies(app.http, endpoint.importAll.path)

	handle(
		app,
		endpoint.exportAll,
		schemas.exportAll,
		async ({ actor, query, reply }) => {
			const file = await exports.export(actor, query.format ?? 'json')
			reply.type(file.contentType).header('content-disposition', `attachment; filename="${file.name}"`)
			return new RawText(file.text)
		},
		{
			limit: { name: 'export', perMinute: 30 },
			produces: ['application/json', 'text/csv', 'text/calendar'],
		},
	)
	handle(
		app,
		endpoint.importAll,
		schemas.importAll,
		({ actor, query, body }) =>
			imports.run(actor, { file: body, format: query.format, list: query.list, dryRun: query.dry_run ?? false }),
		{ bodyLimit: 10 * 1_048_576, limit: { name: 'import', perMinute: 10 }, consumes: ['text/csv'], echoes: true },
	)

	handle(app, endpoint.getCalendar, schemas.getCalendar, ({ actor }) => calendars.get(actor), { sessionOnly: true })
	handle(app, endpoint.createCalendar, schemas.createCalendar, ({ actor }) => calendars.create(actor), {
		sessionOnly: true,
	})
	handle(app, endpoint.deleteCalendar, schemas.deleteCalendar, ({ actor }) => calendars.remove(actor), {
		sessionOnly: true,
	})
	handlePublic(
		app,
		endpoint.readCalendar,
		schemas.readCalendar,
		async ({ params, request, reply }) => {
			const feed = await calendars.open(params.file)
			reply.header('etag', feed.etag).header('cache-control', 'private, no-cache')
			const same = notModified(request, feed.etag)
			if (same) return same
			reply.type('text/calendar; charset=utf-8')
			return new RawText(await feed.read())
		},
		{ limit: { name: 'calendar', perMinute: 60 }, produces: ['text/calendar'] },
	)
}
