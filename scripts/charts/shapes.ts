/** The five deployment shapes, each a file of values in helm/todo-app/values. */
export const shapes = ['sqlite', 'in-cluster-postgres', 'minikube', 'docker-desktop', 'production'] as const

export type Shape = (typeof shapes)[number]

/** Where the manifests in k8s/ live. */
export const namespace = 'todo-app'

/**
 * What k8s/ needs beside a shape's own values: nothing secret stands in a file, so the Secrets are named, and made by
 * whoever applies them (k8s/README.md). What they hold can't be seen here, so model providers are let out.
 */
const manifestValues: Readonly<Record<Shape, readonly string[]>> = {
	sqlite: ['secrets.existingSecretHasDatabaseUrl=false'],
	'in-cluster-postgres': withTodoDb(),
	minikube: withTodoDb(),
	'docker-desktop': ['secrets.existingSecretHasDatabaseUrl=true'],
	production: ['secrets.existingSecretHasDatabaseUrl=true', 'ingress.host=todo.example.com', 'tls.mode=secret'],
}

/** The values k8s/ is rendered with, as helm's `--set` takes them. */
export function listManifestValues(shape: Shape): string[] {
	return ['secrets.existingSecret=todo-secrets', 'networkPolicy.egress.models.enabled=true', ...manifestValues[shape]]
}

function withTodoDb(): string[] {
	return ['secrets.existingSecretHasDatabaseUrl=false', 'database.existingSecret=todo-db-credentials']
}
