import { isRecord } from '../../json.ts'
import type { Manifest } from '../render.ts'

export type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] }

/** What a Role of a rendering allows; nothing where it isn't there. */
export function readRules(manifests: readonly Manifest[], name: string): Rule[] {
	const role = manifests.find((manifest) => manifest.kind === 'Role' && manifest.name === name)
	const rules = Array.isArray(role?.object.rules) ? role.object.rules.filter(isRecord) : []
	const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
	return rules.map((rule) => ({
		apiGroups: list(rule.apiGroups),
		resources: list(rule.resources),
		verbs: list(rule.verbs),
	}))
}

export function allows(rules: readonly Rule[], group: string, resource: string, verb: string): boolean {
	return rules.some(
		(rule) =>
			rule.apiGroups.includes(group) &&
			(rule.resources.includes(resource) || rule.resources.includes('*')) &&
			rule.verbs.includes(verb),
	)
}
