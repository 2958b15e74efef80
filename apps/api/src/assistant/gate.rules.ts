import type { Access } from './tools/define-tool.ts'

/** More tasks than this are never touched without asking (DESIGN §6). */
export const mostUnasked = 5

export interface Consequence {
	access: Access
	alwaysAsks: boolean
	/** Existing tasks that the call would touch. */
	touches: number
	/** Tasks that this turn has deleted already. */
	deleted: number
	/** Whether the model does only what the person said in so many words. */
	literal: boolean
}

/** Whether the person must say yes before this happens. */
export function mustAsk({ access, alwaysAsks, touches, deleted, literal }: Consequence): boolean {
	if (access === 'read') return false
	if (alwaysAsks || touches > mostUnasked) return true
	return access === 'destructive' && (!literal || deleted + touches > mostUnasked)
}
