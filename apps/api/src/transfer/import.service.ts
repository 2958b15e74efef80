import type { ImportReport } from '@todo/contract'
import type { ParseContext } from '@todo/language'
import type { Actor } from '../actor.ts'
import type { Operate } from '../changes/operation.ts'
import type { Database, Tx } from '../database/database.ts'
import { DomainError } from '../errors.ts'
import { listStore } from '../lists/list.store.ts'
import { sectionStore } from '../lists/section.store.ts'
import { tagStore } from '../lists/tag.store.ts'
import { requireSettings } from '../settings/settings.service.ts'
import type { Clock } from '../time/clock.ts'
import { refuseFile } from './batch.rules.ts'
import type { Batch } from './batch.rules.ts'
import { readCsv } from './csv.rules.ts'
import { readTable } from './import-csv.rules.ts'
import { readJson } from './import-json.rules.ts'
import { isTodoist, readTodoist } from './import-todoist.rules.ts'
import { writeImport } from './import.steps.ts'
import { planImport } from './plan.rules.ts'
import type { Plan, Present } from './plan.rules.ts'
import { transferStore } from './transfer.store.ts'

export interface ImportRequest {
	/** Text is CSV, anything else the value of a JSON document. */
	file: unknown
	/** Found out from the file where it is left out. */
	format?: 'json' | 'csv' | 'todoist' | undefined
	/** The list that a table's tasks go to where a row names none. */
	list?: string | undefined
	dryRun: boolean
}

export interface ImportDependencies {
	database: Database
	operate: Operate
	clock: Clock
}

export type ImportService = ReturnType<typeof createImportService>

export function createImportService({ database, operate, clock }: ImportDependencies) {
	async function readPresent(tx: Tx, userId: string): Promise<Present> {
		return {
			lists: await listStore.all(tx, userId),
			sections: await sectionStore.all(tx, userId),
			tags: new Set((await tagStore.all(tx, userId)).map((tag) => tag.name)),
			clientIds: await transferStore.clientIds(tx, userId),
		}
	}

	async function toContext(tx: Tx, actor: Actor): Promise<ParseContext> {
		const { day_first, week_start } = await requireSettings(tx, actor.userId)
		return { now: clock.local(actor.timeZone), timeZone: actor.timeZone, dayFirst: day_first, weekStart: week_start }
	}

	return {
		/**
		 * Brings in all of a file that can come in, as one operation; a dry run answers the same report and changes nothing.
		 * @throws {DomainError} `VALIDATION_ERROR` for a file that can't be read, `CONFLICT` where there is no room for its lists or tags.
		 */
		async run(actor: Actor, request: ImportRequest): Promise<ImportReport> {
			const batch = await readFile(request, await database.read((tx) => toContext(tx, actor)))
			const plan = planImport(batch, await database.read((tx) => readPresent(tx, actor.userId)))
			// A key that was used before is answered by the operation: what it brought in then is here already now.
			if (request.dryRun || (isNothing(plan) && !actor.idempotency)) return toReport(plan, request.dryRun, null)
			return operate(
				asImport(actor),
				async (operation) => {
					const current = planImport(batch, await readPresent(operation.tx, actor.userId))
					if (!fits(current, plan)) throw new DomainError('CONFLICT', 'Your lists changed just now: try again.')
					await writeImport(operation, batch, current)
					return toReport(current, false, isNothing(current) ? null : operation.id)
				},
				{
					reserve: { list: plan.newLists.length, section: plan.newSections.length, task: plan.tasks.length },
					long: true,
				},
			)
		},
	}
}

async function readFile({ file, format, list }: ImportRequest, context: ParseContext): Promise<Batch> {
	if (typeof file !== 'string') {
		if (format === 'csv' || format === 'todoist') throw refuseFile('is no CSV: send it as text/csv')
		return readJson(file)
	}
	if (format === 'json') throw refuseFile('is no JSON: send it as application/json')
	const rows = readCsv(file)
	const todoist = isTodoist(rows[0]?.cells ?? [])
	if (format === 'todoist' && !todoist) throw refuseFile('is no export of Todoist: it has no columns TYPE and CONTENT')
	return format !== 'csv' && todoist ? readTodoist(rows, list, context) : readTable(rows, list, context)
}

/** The history says of what a person did by a file that it was one; keys and programs have their own names there. */
const asImport = (actor: Actor): Actor => (actor.kind === 'person' ? { ...actor, detail: 'import' } : actor)

const isNothing = (plan: Plan) => plan.tasks.length + plan.newLists.length + plan.newSections.length === 0

/** Whether the numbers reserved for one plan are enough for the other. */
const fits = (now: Plan, reserved: Plan) =>
	now.tasks.length <= reserved.tasks.length &&
	now.newLists.length <= reserved.newLists.length &&
	now.newSections.length <= reserved.newSections.length

const toReport = (plan: Plan, dry_run: boolean, operation_id: string | null): ImportReport => ({
	dry_run,
	created: { lists: plan.newLists.length, sections: plan.newSections.length, tasks: plan.tasks.length },
	skipped: plan.skipped,
	warnings: plan.warnings,
	operation_id,
})
