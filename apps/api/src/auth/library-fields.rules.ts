import { auth as schemas } from '@todo/contract/schemas'
import type { ZodType, output } from 'zod'
import { DomainError } from '../errors.ts'

/** A body in Better Auth's words, before anything is known of it. */
export type Fields = { [name: string]: unknown }

/** @throws {DomainError} where a field holds what no database keeps. */
export function readFields(body: unknown): Fields {
	const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {}
	for (const [name, value] of Object.entries(fields)) {
		// No field of its is nested; one that is, deep enough, ends whoever writes it out again.
		if (typeof value === 'object' && value !== null) throw refuse(name, 'must be text, a number, true or false')
		if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed() || value.length > 2000))
			throw refuse(name, 'is not text that can be kept')
	}
	return fields
}

/** As our own routes read it: NFKC, lower case. */
export const readEmail = (fields: Fields) => read(fields, 'email', schemas.forgotPassword.body.shape.email)
export const readName = (fields: Fields) => read(fields, 'name', schemas.updateMe.body.shape.name)
/** One to be set: long enough. */
export const readPassword = (fields: Fields, name: string) =>
	read(fields, name, schemas.resetPassword.body.shape.password)
export const readText = (fields: Fields, name: string) => read(fields, name, schemas.resetPassword.body.shape.token)

function read<S extends ZodType>(fields: Fields, name: string, schema: S): output<S> {
	const { data, error } = schema.safeParse(fields[name])
	if (error) throw refuse(name, error.issues[0]?.message ?? 'is not valid')
	return data
}

const refuse = (field: string, message: string) =>
	new DomainError('VALIDATION_ERROR', `${field} ${message}`, { errors: [{ loc: ['body', field], field, message }] })
