import type { Archive } from './archive.ts'

/** What looks like a secret wherever it stands. Examples in documents (`user:password@…`) don't. */
const patterns: readonly [name: string, pattern: RegExp][] = [
	['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\\nr]+[A-Za-z0-9+/=]{40}/],
	['a key of AWS', /\bAKIA[0-9A-Z]{16}\b/],
	["npm's token", /_auth(?:Token)?\s*=\s*["']?[A-Za-z0-9+/=_-]{16}|\bnpm_[A-Za-z0-9]{36}\b/],
	["GitHub's token", /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{40}/],
	['a key of OpenAI', /(?<![\w-])sk-(?:proj-)?(?=[\w-]*\d)[A-Za-z0-9_-]{32}/],
	['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
	['an address with a password', /\b[a-z][a-z0-9+]{2,20}:\/\/\w{1,40}:(?!password@|pass@)[^\s:@/$<{}"'`]{6,80}@[\w[]/],
	['a secret of the product', /\b(?:BETTER_AUTH_SECRET|SECRET_KEY|\w+_API_KEY|\w+_PASSWORD)\s*=\s*["']?[\w+/=-]{16}/],
]

/** Files that hold secrets by their nature. */
const names =
	/(^|\/)(\.env(\.(?!example$)[\w.]+)?|\.npmrc|\.netrc|id_(rsa|ed25519|ecdsa)|[\w.-]+\.(key|p12|pfx|kubeconfig))$/

/** What in a text looks like a secret, or is one of the `known` ones. */
export function nameSecrets(text: string, known: readonly string[]): string[] {
	const found = patterns.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
	return known.some((secret) => text.includes(secret)) ? [...found, 'a secret of the settings here'] : found
}

/**
 * One sentence for each secret in an image: in any file of any layer, also one that a later layer removed, in what a
 * container is started with, and in the commands that made it (IMG-4). Names of files count in `own` layers alone: a base may
 * have an npmrc. Secrets themselves are never in the answer.
 */
export function findSecrets(archive: Archive, own: ReadonlySet<string>, known: readonly string[]): string[] {
	const inFiles = archive.layers.flatMap(({ id, entries }) =>
		entries.flatMap(({ path, kind, content }) => [
			...(own.has(id) && kind === 'file' && names.test(path) ? [`/${path} is a file for secrets`] : []),
			...nameSecrets(content.toString('latin1'), known).map((name) => `/${path} holds ${name}`),
		]),
	)
	const inHistory = archive.history.flatMap((step, index) =>
		nameSecrets(step, known).map((name) => `step ${index + 1} of its history holds ${name}`),
	)
	const inConfig = nameSecrets(JSON.stringify(archive.config), known).map((name) => `its configuration holds ${name}`)
	return [...new Set([...inFiles, ...inHistory, ...inConfig])]
}
