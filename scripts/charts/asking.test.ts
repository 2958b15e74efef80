import { expect, test } from 'vitest'
import { askingFolder, listRights, readAsking } from '../asking.ts'
import { fromRoot, root } from '../root.ts'
import { mustRender, readManifests } from './render.ts'
import { allows, readRules } from './testing/rules.ts'
import { has, requireTool } from './testing/tools.ts'
import { checkedValues } from './testing/values.ts'

const renderRelease = () =>
	readManifests(
		mustRender(requireTool('helm'), {
			shape: 'in-cluster-postgres',
			values: checkedValues['in-cluster-postgres'],
			files: [fromRoot(askingFolder, 'viewers.yaml')],
		}),
	)

test.runIf(has('helm')).each(readAsking(root).readings.map((words) => [words.join(' '), words] as const))(
	'K8S-21: todo-viewer may do what the page on asking names: kubectl %s',
	(_, words) => {
		const rules = readRules(renderRelease(), 'todo-viewer')
		const missing = listRights(words).filter(({ group, resource, verb }) => !allows(rules, group, resource, verb))
		expect(missing).toEqual([])
	},
)

test.runIf(has('helm'))('K8S-21: whoever is asked gets todo-viewer and nothing else, which shows no Secret', () => {
	const manifests = renderRelease()
	const bindings = manifests.filter(({ kind }) => kind.endsWith('RoleBinding'))
	expect(bindings.map(({ object: { roleRef, subjects } }) => ({ roleRef, subjects }))).toEqual([
		{
			roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'todo-viewer' },
			subjects: [
				{ kind: 'ServiceAccount', name: 'asking', namespace: 'todo-app' },
				{ kind: 'ServiceAccount', name: 'kagent-tools', namespace: 'kagent' },
			],
		},
	])
	const rules = readRules(manifests, 'todo-viewer')
	expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']))
	expect(allows(rules, '', 'secrets', 'get')).toBe(false)
	expect(allows(rules, '', 'pods/exec', 'get')).toBe(false)
	expect(rules.flatMap(({ apiGroups }) => apiGroups)).not.toContain('*')
})
