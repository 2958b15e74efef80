import { expect, test } from 'vitest'
import { settings, type Setting } from '../../apps/api/src/config/settings.ts'
import { isRecord, toRecord } from '../json.ts'
import { mustRender, readManifests, render } from './render.ts'
import { checkedValues } from './testing/values.ts'
import { has, requireTool } from './testing/tools.ts'

const known = new Set<string>(settings.map(({ name }) => name))
const secrets = settings.filter((setting: Setting) => setting.secret).map(({ name }) => name)

test.runIf(has('helm'))('APP-9: what the chart tells the API are settings that the API knows', () => {
	const values = [...checkedValues.minikube, 'backend.tls.enabled=true', 'backend.tls.mode=secret']
	const manifests = readManifests(mustRender(requireTool('helm'), { shape: 'minikube', values }))
	const find = (kind: string, name: string) =>
		manifests.find((manifest) => manifest.kind === kind && manifest.name === name)?.object
	const pod = toRecord(toRecord(toRecord(find('Deployment', 'backend'), 'spec'), 'template'), 'spec')
	const [container] = Array.isArray(pod.containers) ? pod.containers.filter(isRecord) : []
	const env = Array.isArray(container?.env) ? container.env.filter(isRecord).map(({ name }) => String(name)) : []
	const config = Object.keys(toRecord(find('ConfigMap', 'todo-config'), 'data'))
	expect(env.length).toBeGreaterThan(5)
	// `apiUrl` is the page's, by the name that its specification gives it.
	expect([...env, ...config].filter((name) => !known.has(name))).toEqual(['apiUrl'])
})

test.runIf(has('helm')).each(secrets)('K8S-14: the secret setting %s can’t be put into the ConfigMap', (name) => {
	const rendering = render(requireTool('helm'), { values: [...checkedValues.minikube, `config.settings.${name}=x`] })
	expect(rendering).toMatchObject({
		ok: false,
		reason: expect.stringContaining(`config.settings.${name} would stand in`),
	})
})
