import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildMissingTools, requireBuilds, toolNames } from './tools.ts'

/** Go as it may be found: a program in its place. */
describe.runIf(process.platform !== 'win32')('the programs of the charts, on a machine that lacks them', () => {
	let folder: string

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'todo-go-'))
		mkdirSync(join(folder, 'bin'))
		vi.stubEnv('PATH', join(folder, 'bin'))
	})
	afterEach(() => {
		vi.unstubAllEnvs()
		rmSync(folder, { recursive: true })
	})

	function installGo(script: string): void {
		writeFileSync(join(folder, 'bin/go'), `#!/bin/sh\n${script}\n`)
		chmodSync(join(folder, 'bin/go'), 0o755)
	}
	const build = (limitMs = 60_000) => buildMissingTools(limitMs, join(folder, 'built'))
	const all = (reason: string) => new Map(toolNames.map((name) => [name, reason]))

	test('a compile error fails in CI, and in CI alone', async () => {
		installGo('echo "main.go:7:2: undefined: nonsense" >&2; exit 1')
		const { missing } = await build()
		expect(missing).toEqual(all('failed'))
		expect(() => requireBuilds(missing, true)).toThrow('The build of helm, kubeconform,')
		expect(() => requireBuilds(missing, false)).not.toThrow()
	})

	test.each([
		['no network', 'echo "dial tcp: lookup proxy.golang.org: no such host" >&2; exit 1'],
		['no time', 'exec /bin/sleep 60'],
	])('%s is the machine’s: tests are left out by name, and nothing fails', async (reason, script) => {
		installGo(script)
		const { missing } = await build(reason === 'no time' ? 300 : 60_000)
		expect(missing).toEqual(all(reason))
		expect(() => requireBuilds(missing, true)).not.toThrow()
	})

	test('so is a machine without Go', async () => {
		expect((await build()).missing).toEqual(all('no Go'))
	})

	test('what is built is found', async () => {
		installGo('while [ "$1" != -o ]; do shift; done; echo built >"$2"')
		const { tools, missing } = await build()
		expect(missing.size).toBe(0)
		expect(tools['kube-score']).toBe(join(folder, 'built/kube-score'))
	})
})
