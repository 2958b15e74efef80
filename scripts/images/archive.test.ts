import { expect, test } from 'vitest'
import { toArchive, toFiles } from './archive.ts'
import { checkContent, checkSizes } from './content-gates.ts'
import { findSecrets } from './secrets.ts'
import { toImage, toTar, type TestFile } from './testing.ts'

const app: TestFile[] = [
	{ path: 'app/', kind: 'folder' },
	{ path: 'app/dist/main.mjs', content: "console.log('hello')" },
]
const release = { version: '1.2.3', revision: 'abc' }
const base: TestFile[] = [{ path: 'bin/sh', content: 'sh' }]

/** The gates that do not hold, of an API's image with these layers over the base. */
function findBroken(layers: readonly TestFile[][], settings: Parameters<typeof toImage>[1] = {}): string[] {
	const backend = toArchive(toImage([base, ...layers], settings))
	const frontend = toArchive(toImage([base, [{ path: 'app/server.js', content: 'x' }]]))
	return checkContent('backend', { backend, frontend }, release, ['known-secret-value'])
		.filter(({ held }) => !held)
		.map(({ what, measured }) => `${what}: ${measured}`)
}

const sound: TestFile[] = [...app, { path: 'app/prebuilds/linux-x64.node', content: 'x' }]

test('IMG-4: a sound image passes every gate', () => {
	expect(findBroken([sound])).toEqual([])
})

const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(3)}\n`

test.for([
	['a private key', [{ path: 'app/x.txt', content: key }], '/app/x.txt holds a private key'],
	['an .env file', [{ path: 'app/.env', content: 'A=1' }], '/app/.env is a file for secrets'],
	["npm's token", [{ path: 'root/x', content: '//h/:_authToken=0123456789abcdef0123' }], "/root/x holds npm's token"],
	[
		'a password in an address',
		[{ path: 'app/y', content: 'postgresql://todo:hunter2hunter@db/todo' }],
		'/app/y holds an address with a password',
	],
	[
		'a value of the settings here',
		[{ path: 'app/z', content: 'xx known-secret-value xx' }],
		'/app/z holds a secret of the settings here',
	],
] satisfies [string, TestFile[], string][])(
	'IMG-4: %s is found, also where a later layer removes it',
	([, files, said]) => {
		const [planted] = files
		const removal = { path: planted?.path.replace(/([^/]+)$/, '.wh.$1') ?? '', content: '' }
		for (const layers of [
			[sound, files],
			[sound, files, [removal]],
		]) {
			const broken = findBroken(layers).join('\n')
			expect(broken).toContain(said)
			expect(broken).not.toMatch(/hunter2|known-secret-value|0123456789abcdef/)
		}
	},
)

test('IMG-4: a secret in the history or the settings of an image is found', () => {
	const layers = [sound]
	expect(findBroken(layers, { history: ['RUN BETTER_AUTH_SECRET=0123456789abcdefABCDEF node x'] }).join()).toContain(
		'step 1 of its history holds a secret of the product',
	)
	expect(findBroken(layers, { env: ['COHERE_API_KEY=0123456789abcdefABCDEF'] }).join()).toContain(
		'its configuration holds a secret of the product',
	)
})

test('IMG-4: examples in documents are no secrets', () => {
	const archive = toArchive(
		toImage([[{ path: 'app/doc', content: 'smtps://user:password@mail.example.com BETTER_AUTH_SECRET= sk-example' }]]),
	)
	expect(findSecrets(archive, new Set(), [])).toEqual([])
})

test('IMG-4: what is setuid, writable or of another owner is found, and what a later layer mended is not', () => {
	const setuid = { path: 'bin/su', content: 'x', mode: 0o4755 }
	expect(findBroken([[...sound, setuid]])).toEqual(['todo-backend: nothing setuid or setgid: bin/su'])
	expect(findBroken([[...sound, setuid], [{ ...setuid, mode: 0o755 }]])).toEqual([])
	expect(findBroken([sound, [{ path: 'app/a.js', content: '', mode: 0o666 }]]).join()).toContain('app/a.js')
	expect(findBroken([sound, [{ path: 'app/b.js', content: '', owner: 10001 }]]).join()).toContain('app/b.js')
})

test('IMG-2: npm, maps, node_modules and a second add-on are found', () => {
	const extra = [
		'usr/bin/npx',
		'app/dist/main.mjs.map',
		'app/node_modules/pg/index.js',
		'app/prebuilds/linux-arm64.node',
	]
	const broken = findBroken([sound, extra.map((path) => ({ path, content: 'x' }))]).join('\n')
	for (const said of ['usr/bin/npx', 'main.mjs.map', 'node_modules/pg', '2 add-ons']) expect(broken).toContain(said)
})

test('IMG-7: a wrong user, start or label is found', () => {
	const broken = findBroken([sound], { user: 'root', entrypoint: ['sh', '-c', 'node'], version: '9.9.9' }).join()
	for (const said of ['label version is not 1.2.3', 'user root', 'starts sh']) expect(broken).toContain(said)
})

test('IMG-3: an image that adds too much is found; both together count on Alpine', () => {
	const large = [{ path: 'app/dist/large', content: 'x'.repeat(10_500_000) }]
	const musl = [
		{ path: 'lib/ld-musl-x86_64.so.1', content: '' },
		{ path: 'usr/bin/node', content: 'x'.repeat(96_000_000) },
	]
	const toArchives = (shared: TestFile[], own: TestFile[]) => ({
		backend: toArchive(toImage([shared, own])),
		frontend: toArchive(toImage([shared, [{ path: 'app/server.js', content: 'x' }]])),
	})
	const held = (archives: ReturnType<typeof toArchives>) => checkSizes(archives).map((gate) => gate.held)
	expect(held(toArchives(base, app))).toEqual([true, true, true])
	expect(held(toArchives(base, large))).toEqual([false, true, true])
	expect(held(toArchives(musl, app))).toEqual([true, true, true])
	expect(held(toArchives(musl, [...app, { path: 'app/more', content: 'x'.repeat(9_000_000) }]))).toEqual([
		true,
		true,
		false,
	])
})

test('long names, links and removed folders are read as Docker means them', () => {
	const long = `app/${'deep/'.repeat(40)}file.js`
	const files = toFiles(
		toArchive(
			toImage([
				[
					{ path: long, content: 'long' },
					{ path: 'old/a', content: '' },
					{ path: 'old/b/c', content: '' },
				],
				[
					{ path: 'old/.wh..wh..opq', content: '' },
					{ path: 'old/new', content: '' },
				],
				[{ path: '.wh.gone', content: '' }],
			]),
		),
	)
	expect([...files.keys()]).toEqual([long, 'old/new'])
	expect(files.get(long)?.content.toString()).toBe('long')
	expect(() => toArchive(toTar([{ path: 'nothing', content: '' }]))).toThrow('lacks manifest.json')
})
