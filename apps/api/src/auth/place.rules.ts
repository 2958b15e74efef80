import { primitives, settings } from '@todo/contract/schemas'
import type { IncomingHttpHeaders } from 'node:http'
import type { Place } from './user.store.ts'

interface Told {
	time_zone?: string | undefined
	locale?: string | undefined
}

/** Where somebody is: as the body says, else the header `X-Time-Zone` and the browser's first language, else UTC and English. */
export function toPlace(told: Told | null | undefined, headers: IncomingHttpHeaders): Place {
	return {
		timeZone: told?.time_zone ?? readZone(headers['x-time-zone']) ?? 'UTC',
		locale: readLocale(told?.locale) ?? readLocale(headers['accept-language']?.split(/[,;]/)[0]?.trim()) ?? 'en',
	}
}

const readZone = (value: unknown) => primitives.timeZone.safeParse(value).data
const readLocale = (value: unknown) => settings.settingsChanges.shape.locale.safeParse(value).data
