import { ConfigError } from './config-error.ts'
import type { SettingName } from './settings.ts'

/** @throws {ConfigError} where it is none of those. */
export function oneOf<const T extends string>(
	name: SettingName,
	value: string | undefined,
	allowed: readonly T[],
	map = (v: string | undefined) => v,
): T {
	const mapped = map(value)
	const found = allowed.find((one) => one === mapped)
	if (found === undefined) throw new ConfigError(name, `must be one of ${allowed.join(', ')}, not "${value}".`)
	return found
}

/** @throws {ConfigError} where it is no whole number within the bounds. */
export function whole(
	name: SettingName,
	value: string | undefined,
	fallback: number,
	least: number,
	most: number,
): number {
	if (value === undefined) return fallback
	const number = Number(value)
	if (!/^\d+$/.test(value) || number < least || number > most)
		throw new ConfigError(name, `must be a whole number from ${least} to ${most}, not "${value}".`)
	return number
}

/** @throws {ConfigError} where it is neither on nor off. */
export function flag(name: SettingName, value: string | undefined, fallback: boolean): boolean {
	if (value === undefined) return fallback
	if (['true', 'on', 'yes', '1'].includes(value.toLowerCase())) return true
	if (['false', 'off', 'no', '0'].includes(value.toLowerCase())) return false
	throw new ConfigError(name, `must be on or off, not "${value}".`)
}
