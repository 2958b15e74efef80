import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test.each(['BACKEND_URL', 'NEXT_PUBLIC_API_BASE_URL', 'NEXT_PUBLIC_API_URL'])(
	'APP-8: %s names the API, with /api at its end or not',
	(name) => {
		for (const value of [
			'http://backend:8000',
			'http://backend:8000/',
			'http://backend:8000/api',
			'http://backend:8000/api/',
		])
			expect(readConfig({ [name]: value }).backend.href).toBe('http://backend:8000/')
	},
)

test('APP-8: the first of the names that is set counts', () => {
	const env = { BACKEND_URL: '', NEXT_PUBLIC_API_BASE_URL: 'http://b:1', NEXT_PUBLIC_API_URL: 'http://c:1' }
	expect(readConfig(env).backend.href).toBe('http://b:1/')
	expect(readConfig({}).backend.href).toBe('http://127.0.0.1:8000/')
})

test.each(['backend:8000', 'ftp://backend', 'http://backend/v1', 'http://user:word@backend', '/api'])(
	'%s is no address of an API, and is named',
	(value) => {
		expect(() => readConfig({ BACKEND_URL: value })).toThrow(`BACKEND_URL must be an address`)
	},
)

test('APP-2: port 3000 unless PORT says otherwise', () => {
	expect(readConfig({}).port).toBe(3000)
	expect(readConfig({ PORT: '5000' }).port).toBe(5000)
	expect(() => readConfig({ PORT: 'x' })).toThrow('PORT must be a whole number')
})
