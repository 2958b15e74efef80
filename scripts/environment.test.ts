import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settings } from '../apps/api/src/config/settings.ts'
import { readSettings, toApiEnvironment, toPageEnvironment } from './environment.ts'
import { readPorts } from './product.ts'

const own = { port: 3001, host: '127.0.0.1', api: 'http://127.0.0.1:8001' }
let folder = ''
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'todo-environment-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('APP-9: settings come from .env in the root, and what is set for the command wins', () => {
	writeFileSync(join(folder, '.env'), 'FRONTEND_URL=https://todo.example.com\nPORT=5000 # as in A\nSIGN_UP=\n')
	const given = readSettings({ PORT: '5001', GUESTS: '' }, join(folder, '.env'))
	expect(given).toEqual({ FRONTEND_URL: 'https://todo.example.com', PORT: '5001' })
	expect(readSettings({ PORT: '5001' }, join(folder, 'not-there'))).toEqual({ PORT: '5001' })
})

test('APP-9: the API gets every setting and the machine, and nothing else of the caller', () => {
	const all = Object.fromEntries(settings.map(({ name }) => [name, 'x']))
	const got = toApiEnvironment({ ...all, NODE_OPTIONS: '--inspect', npm_config_x: 'x', AWS_SECRET_ACCESS_KEY: 'x' })
	expect(got).toMatchObject({ ...all, PATH: process.env.PATH })
	expect(Object.keys(got)).not.toContain('AWS_SECRET_ACCESS_KEY')
	expect(Object.keys(got).filter((name) => /^(npm_|NODE_OPTIONS)/.test(name))).toEqual([])
})

test('APP-8: the page gets no secret, and the address of the API unless another is named', () => {
	const all = Object.fromEntries(settings.map(({ name, ...rest }) => [name, 'secret' in rest ? 'hidden' : '']))
	expect(Object.values(toPageEnvironment(all, own))).not.toContain('hidden')
	expect(toPageEnvironment({}, own)).toMatchObject({ BACKEND_URL: own.api, PORT: '3001', HOSTNAME: '127.0.0.1' })
	for (const name of ['BACKEND_URL', 'NEXT_PUBLIC_API_BASE_URL', 'NEXT_PUBLIC_API_URL']) {
		const named = toPageEnvironment({ [name]: 'http://api.example.com' }, own)
		expect(named[name]).toBe('http://api.example.com')
		expect(Object.values(named)).not.toContain(own.api)
	}
})

test('APP-2, APP-3: the page is at 3000 and the API at 8000 unless PORT and WEB_PORT say otherwise', () => {
	expect(readPorts({})).toMatchObject({ api: 8000, page: 3000 })
	expect(readPorts({ PORT: '5000', WEB_PORT: '3001' })).toMatchObject({ api: 5000, page: 3001 })
	expect(() => readPorts({ PORT: '80a' })).toThrow('PORT must be a port')
})
