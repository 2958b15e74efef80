import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fromRoot } from '../../scripts/root.ts'

/** One line of docs/deploy/figures.md. */
export type Figure = { chapter: string; what: string; measured: string }

const folder = fromRoot('.cache')
export const figuresFile = fromRoot('.cache', 'cluster-figures.jsonl')

/** Keeps what was measured for the page of figures, and prints it. */
export function note(chapter: string, what: string, measured: string): void {
	mkdirSync(folder, { recursive: true })
	appendFileSync(figuresFile, `${JSON.stringify({ chapter, what, measured } satisfies Figure)}\n`)
	process.stdout.write(`      ${what}: ${measured}\n`)
}

/** All that this run has measured, oldest first. */
export function readFigures(): Figure[] {
	if (!existsSync(figuresFile)) return []
	const lines = readFileSync(figuresFile, 'utf8').split('\n').filter(Boolean)
	return lines.map((line): Figure => JSON.parse(line))
}

export const seconds = (value: number): string => `${value.toFixed(1)} s`
export const milliseconds = (value: number): string => `${Math.round(value)} ms`
export const count = (value: number): string => value.toLocaleString('en-US')
