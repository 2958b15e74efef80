import { z } from 'zod'
import * as p from './primitives.ts'

export const health = z
	.object({
		status: z.enum(['healthy', 'degraded', 'draining']),
		timestamp: p.instant,
		version: z.string(),
		/** Whether a link to set a new password can be mailed. */
		password_reset: z.boolean(),
		checks: z.object({ database: z.enum(['up', 'down']) }),
	})
	.meta({ id: 'Health' })

/** RFC 9457 problem document; `code` is stable, `errors` stands with 422. */
export const problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		code: z.string(),
		detail: z.string(),
		errors: z
			.array(z.object({ loc: z.array(z.union([z.string(), z.int()])), field: z.string(), message: z.string() }))
			.optional(),
	})
	.meta({ id: 'Problem' })

export const getHealth = { replies: { 200: health } }
export const createSocketTicket = { replies: { 201: z.object({ ticket: z.string(), expires_at: p.instant }) } }
