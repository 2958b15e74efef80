import { existsSync } from 'node:fs'
import { isRecord, readJson } from './json.ts'

export type Counts = { passed: number; failed: number; notes: string[] }

/** A plain command is one test. */
export function countCommand(code: number): Counts {
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, notes: [] }
}

/**
 * Counts what vitest's JSON reporter wrote. Its own totals say "nothing failed" when a hook or a whole file fails, and
 * know nothing of errors outside tests: a failed file without a failed test is one failure, so is an exit code that
 * nothing explains. In a failed file a test that did not run has failed; elsewhere (a test for one database only) it is
 * named, so that nothing is left out in silence.
 */
export function countTests(reportPath: string, code: number): Counts {
	if (!existsSync(reportPath)) return { passed: 0, failed: 1, notes: ['the tests ended without a report'] }
	const files = toList(readJson(reportPath), 'testResults')
	const counts: Counts = { passed: 0, failed: 0, notes: [] }
	for (const file of files) {
		const tests = toList(file, 'assertionResults')
		const failed = tests.filter((test) => test.status === 'failed').length
		const passed = tests.filter((test) => test.status === 'passed').length
		const idle = tests.filter((test) => test.status !== 'failed' && test.status !== 'passed')
		counts.passed += passed
		counts.failed += failed + (file.status === 'passed' ? 0 : idle.length)
		for (const test of idle) counts.notes.push(`did not run: ${String(test.fullName)}`)
		if (file.status !== 'passed' && failed === 0) {
			counts.failed += 1
			counts.notes.push(`${String(file.name)} failed outside its tests: ${String(file.message)}`)
		}
	}
	if (files.length === 0) counts.notes.push('no test file was found')
	if (files.length === 0 || (code !== 0 && counts.failed === 0)) {
		counts.failed += 1
		counts.notes.push(`the tests ended with code ${code}`)
	}
	return counts
}

function toList(value: unknown, key: string): Record<string, unknown>[] {
	const found = isRecord(value) ? value[key] : undefined
	return Array.isArray(found) ? found.filter(isRecord) : []
}
