import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { settings, type Setting } from '../apps/api/src/config/settings.ts'
import { isMain } from './main.ts'
import { fromRoot } from './root.ts'

const start = '<!-- settings: written by `npm run docs` -->'
const end = '<!-- /settings -->'

/** The settings as a table for README. */
export function toTable(list: readonly Setting[]): string {
	const rows = toGroups(list).flatMap(([group, members]) => [
		`| **${group}** | | |`,
		...members.map(
			({ name, default: fallback, description }) => `| \`${name}\` | ${toCell(fallback)} | ${toCell(description)} |`,
		),
	])
	return ['| setting | unset | meaning |', '|---|---|---|', ...rows].join('\n')
}

/** The settings as a file to copy to `.env`: every line is a comment until somebody wants it. */
export function toExample(list: readonly Setting[]): string {
	const blocks = toGroups(list).map(([group, members]) => {
		const entries = members.map(({ name, default: fallback, description, example }) => {
			const unset = fallback ? `\n# Unset: ${fallback}` : ''
			return `# ${description}${unset}\n#${name}=${example ?? toValue(fallback)}\n`
		})
		return `# ── ${group}\n\n${entries.join('\n')}`
	})
	return `# Copy to .env and take away the # where you want another value. Written by \`npm run docs\`.\n\n${blocks.join('\n')}`
}

/** Puts the table between its markers. @throws {Error} where README has none. */
export function insertTable(readme: string, table: string): string {
	const from = readme.indexOf(start)
	const to = readme.indexOf(end)
	if (from === -1 || to < from) throw new Error(`README.md lacks the lines ${start} and ${end}`)
	return `${readme.slice(0, from + start.length)}\n\n${table}\n\n${readme.slice(to)}`
}

function toGroups(list: readonly Setting[]): [string, readonly Setting[]][] {
	return Object.entries(Object.groupBy(list, ({ group }) => group)).map(([group, members]) => [group, members ?? []])
}

/** A default that is a value, not a sentence, can stand as one. */
function toValue(fallback: string): string {
	return /[\s,]/.test(fallback) ? '' : fallback
}

function toCell(text: string): string {
	return text.replaceAll('|', '\\|')
}

function main(): void {
	const readme = readFileSync(fromRoot('README.md'), 'utf8')
	const documents = [
		{ path: 'README.md', text: insertTable(readme, toTable(settings)) },
		{ path: '.env.example', text: toExample(settings) },
	]
	const stale = documents.filter(
		({ path, text }) => !existsSync(fromRoot(path)) || readFileSync(fromRoot(path), 'utf8') !== text,
	)
	if (!process.argv.includes('--check')) for (const { path, text } of stale) writeFileSync(fromRoot(path), text)
	else if (stale.length > 0) {
		console.error(`${stale.map(({ path }) => path).join(' and ')} differ from the settings: run npm run docs`)
		process.exitCode = 1
	}
}

if (isMain(import.meta)) main()
