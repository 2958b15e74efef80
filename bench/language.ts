/**
 * `npm run bench:language`: how many of a file of cases the parser gets right, kind by kind, next to chrono-node alone on
 * the same sentences, and what a sentence costs.
 *   --cases FILE, or TODO_LANGUAGE_CASES, or ../shared/nl/dev.jsonl. A `score.mjs` beside the file does the scoring.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as chrono from 'chrono-node/en'
import { interpretMessage, parseTask } from '@todo/language'

const root = resolve(import.meta.dirname, '..')
const cases = findCases()
const scorer = cases === null ? null : join(dirname(cases), 'score.mjs')

if (cases === null) console.log('No cases found: name a file with --cases FILE or TODO_LANGUAGE_CASES.')
else if (scorer === null || !existsSync(scorer)) console.log(`No score.mjs beside ${cases}: only speed is measured.`)
else compare(cases, scorer)
if (cases !== null) measure(readSentences(cases))

function findCases(): string | null {
	const at = process.argv.indexOf('--cases')
	const named = at >= 0 ? process.argv[at + 1] : process.env['TODO_LANGUAGE_CASES']
	const file = resolve(root, named ?? '../shared/nl/dev.jsonl')
	return existsSync(file) ? file : null
}

function compare(file: string, scorePath: string): void {
	const ours = score(file, scorePath, 'scripts/understand.ts')
	const theirs = score(file, scorePath, 'bench/chrono-alone.ts')
	console.log(`kind            ours                chrono-node alone   ratio   (${file})`)
	for (const [kind, mine] of ours) {
		const other = theirs.get(kind)
		const ratio = other && other.right > 0 ? (mine.right / other.right).toFixed(2) : '–'
		console.log(`${kind.padEnd(16)}${show(mine).padEnd(20)}${(other ? show(other) : '–').padEnd(20)}${ratio}`)
	}
}

interface Score {
	right: number
	all: number
}

function show({ right, all }: Score): string {
	return `${right}/${all} (${((100 * right) / all).toFixed(1)} %)`
}

function score(file: string, scorePath: string, script: string): Map<string, Score> {
	const command = [scorePath, '--cases', file, '--misses', '0', '--', process.execPath, join(root, script)]
	const run = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 26 })
	if (run.status !== 0) throw new Error(`Scoring ${script} failed: ${run.stderr}`)
	const found = [...run.stdout.matchAll(/^(\w+): (\d+)\/(\d+)/gm)]
	return new Map(found.map(([, kind = '', right, all]) => [kind, { right: Number(right), all: Number(all) }]))
}

function readSentences(file: string): string[] {
	const lines = readFileSync(file, 'utf8').trim().split('\n')
	return lines.map((line) => String(JSON.parse(line).text ?? '')).filter((text) => text !== '')
}

function measure(sentences: readonly string[]): void {
	const context = { now: '2026-11-20T10:00:00', timeZone: 'UTC' }
	const reference = new Date('2026-11-20T10:00:00Z')
	const parsers: [string, (text: string) => unknown][] = [
		['parseTask', (text) => parseTask(text, context)],
		['interpretMessage', (text) => interpretMessage(text, context)],
		['chrono-node alone', (text) => chrono.parse(text, reference, { forwardDate: true })],
	]
	for (const [name, parse] of parsers) {
		for (const text of sentences) parse(text)
		const before = process.cpuUsage()
		const rounds = 20
		for (let round = 0; round < rounds; round += 1) for (const text of sentences) parse(text)
		const { user, system } = process.cpuUsage(before)
		const each = (user + system) / 1_000 / rounds / sentences.length
		console.log(`${name}: ${each.toFixed(4)} ms CPU per sentence (${sentences.length} sentences, ${rounds} rounds)`)
	}
}
