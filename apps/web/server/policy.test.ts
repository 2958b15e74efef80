import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashInlineScripts, readPolicies } from './policy.ts'

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('each document allows its own inline scripts and no others', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'todo-policy-'))
	await mkdir(join(folder, 'list'))
	await writeFile(
		join(folder, 'index.html'),
		'<script src="/a.js"></script><script>one()</script><script id="x">two()</script>',
	)
	await writeFile(join(folder, 'list/_.html'), '<script>three()</script>')
	await writeFile(join(folder, '_not-found.html'), '')
	const policies = await readPolicies(folder, ['https://api.example'])
	await rm(folder, { recursive: true })
	expect(policies('/')).toContain(`script-src 'self' ${sha('one()')} ${sha('two()')};`)
	expect(policies('/list/_')).toContain(`script-src 'self' ${sha('three()')};`)
	expect(policies('/unknown')).toContain("script-src 'self';")
	expect(policies('/')).toContain("connect-src 'self' https://api.example;")
	expect(policies('/')).not.toContain("script-src 'self' 'unsafe")
})

test('a script with a source is not hashed', () => {
	expect(hashInlineScripts('<script async src="/x.js"></script>')).toEqual([])
})

test('React Aria’s one style is the one that the policy allows', async () => {
	const require = createRequire(import.meta.url)
	const file = join(require.resolve('react-aria/package.json'), '../dist/private/interactions/usePress.mjs')
	const [, style = ''] = /style\.textContent = `([\s\S]*?)`\.trim\(\)/.exec(await readFile(file, 'utf8')) ?? []
	const policies = await readPolicies(import.meta.dirname, [])
	// The attribute's name is a constant of the same file.
	const text = style.trim().replace(/\$\{[^}]*\}/, 'data-react-aria-pressable')
	expect(policies('/')).toContain(sha(text))
})
