import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databases } from '../../testing/databases.ts'
import { provideStage } from '../../testing/talk.ts'

const folder = join(import.meta.dirname, 'scripts')

/** Each file holds conversations: a line "# name", and what is said and comes of it. */
function readScripts(file: string): { name: string; script: string }[] {
	const [, ...talks] = readFileSync(join(folder, file), 'utf8').split(/^# /m)
	return talks.map((talk) => {
		const [name = '', ...lines] = talk.split('\n')
		return { name, script: lines.join('\n') }
	})
}

const endsInProof = /\n(?:list is|lists are|bot says|bot shows): .*\s*$/

const files = readdirSync(folder).map((file) => ({ file, talks: readScripts(file) }))

test('every conversation ends in what came of it', () => {
	const silent = files.flatMap(({ file, talks }) =>
		talks.length === 0 ? [file] : talks.filter(({ script }) => !endsInProof.test(script)).map(({ name }) => name),
	)
	expect(silent).toEqual([])
})

describe.each(databases)('%s', (_name, open) => {
	const stage = provideStage(open)

	describe.each(files)('$file', ({ talks }) => {
		test.each(talks)('APP-1: $name', async ({ script }) => {
			expect(await stage.play(script)).toEqual([])
		})
	})
})
