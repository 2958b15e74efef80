import {
	DummyDriver,
	Kysely,
	PostgresAdapter,
	PostgresIntrospector,
	PostgresQueryCompiler,
	SqliteAdapter,
	SqliteIntrospector,
	SqliteQueryCompiler,
} from 'kysely'
import type { Compilable } from 'kysely'
import type { Schema } from './schema.ts'

export type DialectName = 'sqlite' | 'postgres'

/** Stands for a named input while a statement is built; takes the column's type so that Kysely checks it. */
export type Parameter<I> = <K extends keyof I & string>(name: K) => I[K]

/** A query written once: compiled once per dialect, executed as a prepared statement. */
export interface Statement<I, O> {
	/** Unique; PostgreSQL knows the prepared statement by it. */
	readonly name: string
	compile(dialect: DialectName): CompiledStatement<I>
	/** Exists for the type checker only: the row's type. */
	readonly row?: O
}

export interface CompiledStatement<I> {
	readonly name: string
	readonly sql: string
	bind(input: I): unknown[]
}

class Marker {
	readonly name: string
	constructor(name: string) {
		this.name = name
	}
}

export function defineStatement<I extends object, O>(
	name: string,
	build: (db: Kysely<Schema>, parameter: Parameter<I>, dialect: DialectName) => Compilable<O>,
): Statement<I, O> {
	const compiled: { [D in DialectName]?: CompiledStatement<I> } = {}
	return { name, compile: (dialect) => (compiled[dialect] ??= compile(name, build, dialect)) }
}

function compile<I extends object, O>(
	name: string,
	build: (db: Kysely<Schema>, parameter: Parameter<I>, dialect: DialectName) => Compilable<O>,
	dialect: DialectName,
): CompiledStatement<I> {
	const { sql, parameters } = build(createBuilder(dialect), toMarker<I>, dialect).compile()
	const values = parameters.map((value) => (value instanceof Marker ? { marker: value.name } : { constant: value }))
	return {
		name,
		sql,
		bind: (input) => values.map((value) => ('marker' in value ? readInput(input, value.marker) : value.constant)),
	}
}

/** A marker takes the place of a value while the query is built; `bind` puts the value in, so the type holds when it runs. */
const toMarker = <I>(name: keyof I & string) => new Marker(name) as never

function readInput(input: object, name: string): unknown {
	const value: unknown = Reflect.get(input, name)
	return value === undefined ? null : value
}

/** A Kysely that only builds: it has no connection. */
export function createBuilder(dialect: DialectName): Kysely<Schema> {
	return new Kysely<Schema>({
		dialect:
			dialect === 'sqlite'
				? {
						createAdapter: () => new SqliteAdapter(),
						createDriver: () => new DummyDriver(),
						createIntrospector: (db) => new SqliteIntrospector(db),
						createQueryCompiler: () => new SqliteQueryCompiler(),
					}
				: {
						createAdapter: () => new PostgresAdapter(),
						createDriver: () => new DummyDriver(),
						createIntrospector: (db) => new PostgresIntrospector(db),
						createQueryCompiler: () => new PostgresQueryCompiler(),
					},
	})
}
