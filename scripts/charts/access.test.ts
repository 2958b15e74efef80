import { expect, test } from 'vitest'
import { requireString } from '../json.ts'
import { mustRender, readManifests, type Manifest } from './render.ts'
import { shapes } from './shapes.ts'
import { allows, readRules } from './testing/rules.ts'
import { checkedValues, everything, people } from './testing/values.ts'
import { has, requireTool } from './testing/tools.ts'

const renderings = [
	...shapes.map((shape) => ({ name: shape, shape, values: [...checkedValues[shape], ...people] })),
	...everything.map((values, index) => ({ name: `everything, ${index + 1}`, values: [...values, ...people] })),
]
/** What Helm does with an object of a release that is upgraded. */
const changing = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete']
const verbs: Readonly<Record<string, readonly string[]>> = {
	// The pod of `helm test`.
	Pod: ['get', 'list', 'watch', 'create', 'delete'],
	// Who gets which rights is for an administrator to begin and to end.
	Role: ['get', 'list', 'watch', 'patch'],
	RoleBinding: ['get', 'list', 'watch', 'patch'],
}

test.runIf(has('helm')).each(renderings)('K8S-13: todo-deployer may upgrade all that is rendered: $name', (options) => {
	const manifests = readManifests(mustRender(requireTool('helm'), options))
	const rules = readRules(manifests, 'todo-deployer')
	const kinds = new Map(manifests.map((manifest) => [manifest.kind, toResource(manifest)]))
	expect(kinds.size).toBeGreaterThan(7)
	const missing = [...kinds].flatMap(([kind, { group, resource }]) =>
		(verbs[kind] ?? changing).filter((verb) => !allows(rules, group, resource, verb)).map((verb) => `${verb} ${kind}`),
	)
	expect(missing).toEqual([])
})

test.runIf(has('helm'))(
	'K8S-13: todo-deployer holds what todo-viewer may, or the API server lets it change no such Role',
	() => {
		const manifests = readManifests(mustRender(requireTool('helm'), { values: [...checkedValues.minikube, ...people] }))
		const held = readRules(manifests, 'todo-deployer')
		const missing = readRules(manifests, 'todo-viewer').flatMap(({ apiGroups, resources, verbs: wanted }) =>
			apiGroups.flatMap((group) =>
				resources.flatMap((resource) =>
					wanted.filter((verb) => !allows(held, group, resource, verb)).map((verb) => `${verb} ${group} ${resource}`),
				),
			),
		)
		expect(missing).toEqual([])
	},
)

test.runIf(has('helm'))('K8S-13: kinds that aren’t used are in no Role', () => {
	const manifests = readManifests(mustRender(requireTool('helm'), { values: [...checkedValues.minikube, ...people] }))
	const groups = readRules(manifests, 'todo-deployer').flatMap(({ apiGroups }) => apiGroups)
	expect(groups.filter((group) => /keda|cert-manager|external-secrets|bitnami/.test(group))).toEqual([])
})

/** `apps/v1` and `Deployment` → `apps` and `deployments`. */
function toResource({ object, kind }: Manifest): { group: string; resource: string } {
	const version = requireString(object, 'apiVersion')
	const lower = kind.toLowerCase()
	const plural = /[^aeiou]y$/.test(lower)
		? `${lower.slice(0, -1)}ies`
		: lower.endsWith('s')
			? `${lower}es`
			: `${lower}s`
	return { group: version.includes('/') ? (version.split('/')[0] ?? '') : '', resource: plural }
}
