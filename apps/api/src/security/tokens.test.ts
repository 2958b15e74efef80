import { call, endpoints } from '@todo/contract'
import { SignJWT, decodeJwt } from 'jose'
import type { JWTHeaderParameters, JWTPayload } from 'jose'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { databases } from '../testing/databases.ts'
import { provideApp } from '../testing/provide-app.ts'

const { auth } = endpoints
const secret = 'Zf8kW2nR5vYq7Lx1Tb4Mc9Hd6Pg3Sj0A'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signed with our secret, whatever the header says. */
function forge(header: object, payload: object, key: string = secret): string {
	const content = `${encode(header)}.${encode(payload)}`
	return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`
}

describe.each(databases)('forged and broken tokens (B10) on %s', (_, open) => {
	let token: string
	let claims: JWTPayload
	const app = provideApp(open, { BETTER_AUTH_SECRET: secret, TRUST_EXTERNAL_JWT: 'true' })

	beforeAll(async () => {
		token = (await app.guest()).token
		claims = decodeJwt(token)
	})

	const statusOf = async (authorization: string) =>
		(await app.send(auth.me.path, { method: 'GET', headers: { authorization } })).status

	/** Those that are not answered so: named, so that a failure says which. */
	async function findUnlike(tokens: Record<string, string>, status: number): Promise<[name: string, status: number][]> {
		const answers = Object.entries(tokens).map(async ([name, one]): Promise<[string, number]> => [
			name,
			await statusOf(`Bearer ${one}`),
		])
		return (await Promise.all(answers)).filter(([, answered]) => answered !== status)
	}

	test('APP-5: our own token is good', async () => {
		expect(await statusOf(`Bearer ${token}`)).toBe(200)
		expect(await statusOf(`bearer  ${token} `)).toBe(200)
		expect(await statusOf(`Bearer ${forge({ alg: 'HS256' }, claims)}`)).toBe(200)
	})

	test('APP-5: algorithms, keys, types and claims that are not ours are 401', async () => {
		const now = Math.floor(Date.now() / 1000)
		const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
		const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
		const [, payload = ''] = token.split('.')
		const signed = (header: JWTHeaderParameters, body: JWTPayload = claims) => forge(header, body)
		const bad: Record<string, string> = {
			'alg none': `${encode({ alg: 'none' })}.${payload}.`,
			'alg nOnE': `${encode({ alg: 'nOnE' })}.${payload}.`,
			'alg none, signed': signed({ alg: 'none' }),
			'alg HS384': signed({ alg: 'HS384' }),
			'alg RS256': signed({ alg: 'RS256' }),
			'a public key as secret': forge({ alg: 'HS256' }, claims, pem),
			'an empty secret': forge({ alg: 'HS256' }, claims, ''),
			'another type': signed({ alg: 'HS256', typ: 'mcp+jwt' }),
			'an unknown critical header': signed({ alg: 'HS256', crit: ['x'], x: 1 }),
			'a key of its own': forge({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' } }, claims, '\0\0\0'),
			'a key elsewhere': forge({ alg: 'HS256', jku: 'https://evil.example.net/jwks' }, claims, 'x'),
			'a certificate elsewhere': forge({ alg: 'HS256', x5u: 'https://evil.example.net/x' }, claims, 'x'),
			'a key id that is a path': forge({ alg: 'HS256', kid: '../../../../dev/null' }, claims, ''),
			'a key id that is SQL': forge({ alg: 'HS256', kid: "' union select 'x'--" }, claims, 'x'),
			expired: signed({ alg: 'HS256' }, { ...claims, exp: now - 1 }),
			'not yet': signed({ alg: 'HS256' }, { ...claims, nbf: now + 3600 }),
			'without an end': signed({ alg: 'HS256' }, { sub: 'x', sid: 'y', iss: 'todo' }),
			'another audience': signed({ alg: 'HS256' }, { ...claims, aud: 'https://todo.example.com/mcp' }),
			'another user': signed({ alg: 'HS256' }, { ...claims, sub: 'somebody-else' }),
			'no session': signed({ alg: 'HS256' }, { ...claims, sid: 'unknown' }),
			'a session that is a number': signed({ alg: 'HS256' }, { ...claims, sid: 5 }),
			'a session that is SQL': signed({ alg: 'HS256' }, { ...claims, sid: "' or 1=1 --" }),
			'a session with a NUL': signed({ alg: 'HS256' }, { ...claims, sid: 'a\u0000b' }),
			'an end that is text': forge({ alg: 'HS256' }, { ...claims, exp: 'tomorrow' }),
			'a payload that is a list': forge({ alg: 'HS256' }, []),
			'one part': 'abc',
			'two parts': 'abc.def',
			'four parts': `${token}.x`,
			'nothing in its parts': '..',
			'not Base64': '!!!.???.***',
			huge: 'a'.repeat(8000),
			'huge and well formed': signed({ alg: 'HS256' }, { ...claims, x: 'y'.repeat(6000) }),
		}
		expect(await findUnlike(bad, 401)).toEqual([])
	})

	test('APP-5: a malformed Authorization header is 401, never 500, beside a good cookie too', async () => {
		const headers = [
			'',
			'Bearer',
			'Bearer ',
			'Basic YTpi',
			'Digest x',
			token,
			'Bearer a b',
			`Token ${token}`,
			'\u00ff',
			':',
		]
		const answers = headers.map(async (authorization) => {
			const library = await app.send('/api/auth/get-session', { method: 'GET', headers: { authorization } })
			return [authorization, await statusOf(authorization), library.status]
		})
		expect(await Promise.all(answers)).toEqual(headers.map((authorization) => [authorization, 401, 401]))
	})

	test('APP-5: an external subject is text that a database can keep, or nobody', async () => {
		const sign = (sub: string) =>
			new SignJWT({})
				.setProtectedHeader({ alg: 'HS256' })
				.setSubject(sub)
				.setExpirationTime('1h')
				.sign(Buffer.from(secret))
		const subjects = ["'; drop table users; --", 'a\u0000b', '\ud800', '../../x', '😀'.repeat(60)]
		const signed = await Promise.all(subjects.map(async (sub) => [sub, await sign(sub)]))
		expect(await findUnlike(Object.fromEntries(signed), 200)).toEqual([])
		const named = await new SignJWT({ name: 'a\u0000b' })
			.setProtectedHeader({ alg: 'HS256' })
			.setSubject('named')
			.setExpirationTime('1h')
			.sign(Buffer.from(secret))
		expect(await statusOf(`Bearer ${named}`)).toBe(200)
		expect(await call(app.as(token), auth.me, {})).toMatchObject({ guest: true })
	})
})
