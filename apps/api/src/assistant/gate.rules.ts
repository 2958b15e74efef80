import type { Access } from './tools/define-tool.ts'

/** More tasks than this are never touched without asking (DESIGN §6). */
export const mostUnasked = 5

export interface Consequence {
	access: Access
	alwaysAsks: boolean
	/** Existing tasks that the call would touch. */
	touches: number
	/** Takes back what was done before, however much that was. */
	reverses: boolean
	/** Tasks that this turn has deleted already. */
	deleted: number
	/** Tasks that this turn has touched already, deleted or not. */
	touched: number
	/** Whether the model does only what the person said in so many words. */
	literal: boolean
}

/** Whether the person must say yes before this happens. */
export function mustAsk(consequence: Consequence): boolean {
	const { access, alwaysAsks, touches, reverses, deleted, touched, literal } = consequence
	if (access === 'read') return false
	if (alwaysAsks || touches > mostUnasked) return true
	// A model that reads between the lines could touch any number of tasks by fives, or take a whole import back.
	if (!literal && (access === 'destructive' || reverses || (touches > 0 && touched + touches > mostUnasked)))
		return true
	return access === 'destructive' && deleted + touches > mostUnasked
}
