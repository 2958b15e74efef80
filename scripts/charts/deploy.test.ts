import { expect, test } from 'vitest'
import { standIn } from '../../apps/cli/src/testing/stand-ins.ts'
import { shapes } from './shapes.ts'
import { readManifests } from './render.ts'
import { has, requireTool, runTool } from './testing/tools.ts'

/** What a shape needs beside what the command itself gives. */
const more: Readonly<Record<string, readonly string[]>> = {
	production: ['ingress.host=todo.example.com', 'tls.certManager.issuer=letsencrypt'],
}
/** Where there is no cluster to keep made passwords. */
const passwords = ['database.password=in-the-tests-only', 'database.adminPassword=in-the-tests-too']
const DATABASE_URL = 'postgresql://ada:pass@ep-x-pooler.neon.tech/todo?sslmode=verify-full'

test.runIf(has('helm') && process.platform !== 'win32').each(shapes)(
	'K8S-19: what `up %s` tells Helm is what the chart takes',
	async (shape) => {
		const external = shape === 'docker-desktop' || shape === 'production'
		const { todo, changes, remove } = standIn(external ? { settings: { DATABASE_URL } } : {})
		const set = more[shape]?.map((value) => `--set ${value}`).join(' ') ?? ''
		// An image's tag is given, and its mark: everything that the command ever sets.
		const code = await todo(`up ${shape} --context here --registry registry.example.com/todo ${set} --skip-check`)
		const line = changes().find((one) => one.startsWith('helm'))
		remove()
		expect(code).toBe(0)
		const words = line?.split(' ').slice(1) ?? []
		const args = words.filter((word) => word !== '--install').map((word) => (word === 'upgrade' ? 'template' : word))
		const flags = external ? [] : passwords.flatMap((value) => ['--set', value])
		const { code: rendered, output } = runTool(requireTool('helm'), [...args, ...flags, '--kube-version', '1.35.0'])
		expect([rendered, output]).toEqual([
			0,
			expect.stringContaining('image: "registry.example.com/todo/todo-backend:abc123"'),
		])
		expect(output).toContain('todo-app/image: "0123456789ab"')
		expect(readManifests(output).map(({ kind, name }) => `${kind} ${name}`)).not.toContain('Secret todo-secrets')
	},
)
