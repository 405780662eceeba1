/** Queries are written with Kysely and run by a tenant's database. */
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Tables } from './tables.ts'
import type { Statement } from './wire.ts'

/** Builds queries; runs none. Run what it builds with `db.all(…)`, `db.first(…)` or `work.later(…)`. */
export const query = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Something that a tenant's database can run, with the type of its rows. */
export type Runnable<R> = Compilable<R> | DefinedStatement<R> | CompiledQuery<R>

export interface DefinedStatement<R> extends Statement {
  readonly row?: R
}

class Parameter {
  readonly key: string
  constructor(key: string) {
    this.key = key
  }
}

let defined = 0

/**
 * Builds a query once and answers a function that runs it with other parameters, prepared on the server.
 * The builder may place a parameter anywhere a value goes, but must not look into it: it sees a stand-in.
 * For a query whose shape depends on its input, build it with `query` each time instead.
 */
export function defineQuery<P extends object, R>(
  build: (parameters: P) => Compilable<R>,
): (parameters: P) => DefinedStatement<R> {
  const name = `q${++defined}`
  let compiled: { sql: string; slots: (Parameter | unknown)[] } | undefined
  return (parameters) => {
    compiled ??= compileOnce(build)
    const values = parameters as Record<string, unknown>
    const { sql, slots } = compiled
    return {
      name,
      sql,
      parameters: slots.map((slot) => (slot instanceof Parameter ? values[slot.key] : slot)),
    }
  }
}

function compileOnce<P extends object, R>(build: (parameters: P) => Compilable<R>) {
  const standIns = new Proxy({} as P, { get: (_, key) => new Parameter(String(key)) })
  const { sql, parameters } = build(standIns).compile()
  return { sql, slots: [...parameters] }
}

export function toStatement<R>(runnable: Runnable<R>): Statement {
  if ('compile' in runnable) return (runnable as Compilable<R>).compile()
  return runnable as Statement
}

const shapes = new Map<string, string>()
const MAX_SHAPES = 300

/**
 * A built query that comes often in few shapes: a page of a list. Its statement is prepared under a name like a defined
 * one, as long as there are few such shapes in all; the rest stay unnamed, so that filters cannot grow a server's memory.
 */
export function oftenBuilt<R>(runnable: Compilable<R>): DefinedStatement<R> {
  const { sql, parameters } = runnable.compile()
  let name = shapes.get(sql)
  if (name === undefined && shapes.size < MAX_SHAPES) {
    name = `s${shapes.size + 1}`
    shapes.set(sql, name)
  }
  return name === undefined ? { sql, parameters } : { name, sql, parameters }
}
