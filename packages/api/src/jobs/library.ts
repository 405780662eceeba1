/** The job library over the app's database; its tables were made by a migration. */
import type { ConstructorOptions, PgBoss } from 'pg-boss'
import type { Database } from '../db/database.ts'

export type { PgBoss }

const CONNECTIONS = 3

/** Not started. It neither changes its tables nor plans anything by itself; `supervise` tidies up and finds dead workers. */
export async function openLibrary(database: Database, options: { supervise: boolean }): Promise<PgBoss> {
  const library = await import('pg-boss')
  const common: ConstructorOptions = {
    schema: 'jobs',
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: options.supervise,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
  }
  const { direct } = database
  if ('url' in direct) return new library.PgBoss({ ...common, connectionString: direct.url, max: CONNECTIONS })
  const db: NonNullable<ConstructorOptions['db']> = {
    executeSql: (text, values) => direct.exclusively((pglite) => library.fromPglite(pglite).executeSql(text, values)),
  }
  return new library.PgBoss({ ...common, backend: 'pglite', db })
}
