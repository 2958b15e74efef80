import type { Tx } from '../database/database.ts'
import { defineStatement } from '../database/statement.ts'

const claim = defineStatement<
	{ name: string; owner: string; until: string; now: string; ranBefore: string },
	{ name: string }
>('claim_job', (db, p) =>
	db
		.insertInto('jobs')
		.values({ name: p('name'), lease_owner: p('owner'), lease_until: p('until'), ran_at: null })
		.onConflict((conflict) =>
			conflict
				.column('name')
				.doUpdateSet({ lease_owner: p('owner'), lease_until: p('until') })
				.where((eb) => eb.or([eb('jobs.lease_until', 'is', null), eb('jobs.lease_until', '<', p('now'))]))
				.where((eb) => eb.or([eb('jobs.ran_at', 'is', null), eb('jobs.ran_at', '<=', p('ranBefore'))])),
		)
		.returning('name'),
)

const release = defineStatement<{ name: string; owner: string; ranAt: string | null }, unknown>(
	'release_job',
	(db, p) =>
		db
			.updateTable('jobs')
			.set((eb) => ({
				lease_owner: null,
				lease_until: null,
				ran_at: eb.fn.coalesce(eb.val(p('ranAt')), 'ran_at'),
			}))
			.where('name', '=', p('name'))
			.where('lease_owner', '=', p('owner')),
)

export function createJobStore() {
	return {
		/** Takes the job for this process, unless another one has it or it ran since `ranBefore`. */
		async claim(
			tx: Tx,
			input: { name: string; owner: string; until: string; now: string; ranBefore: string },
		): Promise<boolean> {
			return (await tx.first(claim, input)) !== undefined
		},
		/** `ranAt` null: it failed, and may be tried again at once. */
		async release(tx: Tx, name: string, owner: string, ranAt: string | null): Promise<void> {
			await tx.run(release, { name, owner, ranAt })
		},
	}
}
