import { z } from 'zod'
import * as p from './primitives.ts'

export const settings = z
	.object({
		time_zone: z.string(),
		locale: z.string(),
		theme: z.enum(['system', 'light', 'dark']),
		week_start: z.enum(['monday', 'sunday', 'saturday']),
		day_first: z.boolean(),
		default_list_id: z.int().nullable(),
		version: z.int(),
	})
	.meta({ id: 'Settings' })

export const settingsChanges = z
	.strictObject({
		time_zone: p.timeZone,
		locale: z
			.string()
			.max(35)
			.regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/, 'must be a language tag such as en or de-AT'),
		theme: z.enum(['system', 'light', 'dark']),
		week_start: z.enum(['monday', 'sunday', 'saturday']),
		day_first: z.boolean(),
		default_list_id: p.bodyId.nullable(),
	})
	.partial()

export const getSettings = { replies: { 200: settings } }
export const updateSettings = { body: settingsChanges, replies: { 200: settings } }
