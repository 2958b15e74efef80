import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findImports, type Import } from './boundaries/imports.ts'
import { rules, type Rule } from './boundaries/rules.ts'
import { isMain } from './main.ts'
import { listSources } from './stamp.ts'

const folders = ['apps', 'packages', 'e2e', 'bench', 'scripts']

/** Every import that goes against a rule, as a line for people and editors: `path:line: rule: …`. */
export function findViolations(root: string): string[] {
	return folders
		.flatMap((folder) => listSources(root, folder))
		.filter((path) => /\.(ts|tsx|mts)$/.test(path) && !/\.d\.ts$|\/testing\//.test(path))
		.flatMap((path) => {
			const imports = findImports(root, path, readFileSync(join(root, path), 'utf8'))
			return rules.flatMap((rule) =>
				imports
					.filter((found) => isViolation(rule, path, found))
					.map((found) => `${path}:${found.line}: ${rule.name}: ${found.target} (${rule.reason})`),
			)
		})
}

function isViolation(rule: Rule, path: string, { target, typeOnly }: Import): boolean {
	if (!rule.in.test(path) || rule.not?.test(path)) return false
	if (typeOnly && rule.typesAllowed) return false
	return rule.forbid.test(target) && !(rule.within && rule.within.exec(path)?.[0] === rule.within.exec(target)?.[0])
}

if (isMain(import.meta)) {
	const violations = findViolations(process.cwd())
	for (const violation of violations) console.error(violation)
	if (violations.length > 0) process.exitCode = 1
}
