import { expect, test } from 'vitest'
import { describeKept } from './kept.ts'
import { fromRoot } from './root.ts'

test.each([
	[undefined, './data/todo.db'],
	['sqlite:///./mine.db', './mine.db'],
	[fromRoot('data/other.db'), './data/other.db'],
	['/srv/todo.db', '/srv/todo.db'],
	['postgresql+asyncpg://ada:secret@db.example:5433/todo', 'the PostgreSQL database todo on db.example:5433'],
])('where tasks are kept with DATABASE_URL %s', (url, said) => {
	expect(describeKept(url)).toBe(said)
})
