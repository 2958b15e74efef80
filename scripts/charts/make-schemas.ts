import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isRecord, readJson, requireString, toRecord } from '../json.ts'
import { fromRoot } from '../root.ts'

/**
 * `node scripts/charts/make-schemas.ts swagger.json crd.yaml…` writes helm/schemas anew: what the API server takes, one file
 * per kind, strict, for kubeconform. The first file is Kubernetes' own (`kubectl get --raw /openapi/v2`, or
 * `api/openapi-spec/swagger.json` of its sources); the others are CustomResourceDefinitions.
 */
const kinds = [
	'/v1/ConfigMap',
	'/v1/Namespace',
	'/v1/PersistentVolumeClaim',
	'/v1/Pod',
	'/v1/Secret',
	'/v1/Service',
	'/v1/ServiceAccount',
	'apps/v1/Deployment',
	'apps/v1/StatefulSet',
	'autoscaling/v2/HorizontalPodAutoscaler',
	'batch/v1/CronJob',
	'batch/v1/Job',
	'networking.k8s.io/v1/Ingress',
	'networking.k8s.io/v1/NetworkPolicy',
	'policy/v1/PodDisruptionBudget',
	'rbac.authorization.k8s.io/v1/Role',
	'rbac.authorization.k8s.io/v1/RoleBinding',
]
const customKinds = new Set(['Certificate', 'ExternalSecret', 'Gateway', 'HTTPRoute', 'ScaledObject', 'SealedSecret'])
const folder = fromRoot('helm/schemas')
const prefix = '#/definitions/'

function main(): void {
	const [swagger, ...crds] = process.argv.slice(2)
	if (!swagger) throw new Error('usage: node scripts/charts/make-schemas.ts swagger.json crd.yaml…')
	rmSync(folder, { recursive: true, force: true })
	mkdirSync(folder, { recursive: true })
	const definitions = toRecord(readJson(swagger), 'definitions')
	for (const kind of kinds) write(kind, withDefinitions(findDefinition(definitions, kind), definitions))
	for (const path of crds) for (const [kind, schema] of readCrd(path)) write(kind, schema)
}

function findDefinition(definitions: Record<string, unknown>, wanted: string): Record<string, unknown> {
	for (const definition of Object.values(definitions)) {
		if (!isRecord(definition)) continue
		const named = definition['x-kubernetes-group-version-kind']
		if (!Array.isArray(named)) continue
		const ids = named.filter(isRecord).map(({ group, version, kind }) => [group, version, kind].join('/'))
		if (ids.includes(wanted)) return definition
	}
	throw new Error(`${wanted} is not in the description of the API`)
}

/** The schema with what it refers to, and no more. */
function withDefinitions(schema: Record<string, unknown>, all: Record<string, unknown>): Record<string, unknown> {
	const needed: Record<string, unknown> = {}
	const waiting: unknown[] = [schema]
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		for (const name of findReferences(next)) {
			if (name in needed) continue
			needed[name] = all[name]
			waiting.push(all[name])
		}
	}
	return { ...schema, definitions: needed }
}

function findReferences(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(findReferences)
	if (!isRecord(value)) return []
	const own = typeof value.$ref === 'string' ? [value.$ref.slice(prefix.length)] : []
	return [...own, ...Object.values(value).flatMap(findReferences)]
}

function readCrd(path: string): [string, unknown][] {
	const document: unknown = parse(readFileSync(path, 'utf8'))
	const spec = toRecord(document, 'spec')
	const kind = requireString(toRecord(spec, 'names'), 'kind')
	if (!customKinds.has(kind)) return []
	const versions = Array.isArray(spec.versions) ? spec.versions.filter(isRecord) : []
	return versions
		.filter(({ storage }) => storage === true)
		.map((version) => [
			`${requireString(spec, 'group')}/${requireString(version, 'name')}/${kind}`,
			toRecord(toRecord(version, 'schema'), 'openAPIV3Schema'),
		])
}

/** kubeconform asks for the kind, the group's first word and the version. */
function write(id: string, schema: unknown): void {
	const [group = '', version, kind = ''] = id.split('/')
	const name = [kind.toLowerCase(), group.split('.')[0], version].filter(Boolean).join('-')
	writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(toStrict(schema))}\n`)
}

/** Leaves words out, lets no unknown field in, and knows the two types that are a text or a number. */
function toStrict(value: unknown, isSchema = true): unknown {
	if (Array.isArray(value)) return value.map((item) => toStrict(item))
	if (!isRecord(value)) return value
	if (!isSchema) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toStrict(item)]))
	if (value['x-kubernetes-int-or-string'] === true || value.format === 'int-or-string')
		return { type: ['string', 'integer'] }
	if (typeof value.description === 'string' && value.description.startsWith('Quantity is a fixed-point'))
		return { type: ['string', 'number'] }
	const strict: Record<string, unknown> = {}
	for (const [name, item] of Object.entries(value)) {
		if (/^(description|format|x-kubernetes-.*|default|example)$/.test(name)) continue
		strict[name] = toStrict(item, name !== 'properties' && name !== 'definitions')
	}
	if (isRecord(value.properties) && !('additionalProperties' in value) && !isOpen(value))
		strict.additionalProperties = false
	return strict
}

/** `metadata` of a custom resource is described without its fields; fields that the server keeps unknown are open. */
function isOpen(value: Record<string, unknown>): boolean {
	return value['x-kubernetes-preserve-unknown-fields'] === true || value['x-kubernetes-embedded-resource'] === true
}

main()
