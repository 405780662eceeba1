import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { APP_ROLE, asAdmin, OWNER_ROLE, pgliteExtensions, roleUrl } from './databases-template.ts'

/** What the global set-up hands to every worker of the server project. */
export type PostgresTemplate = { adminUrl: string; template: string; run: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgresTemplate: PostgresTemplate
    pgliteDump: string
  }
}

/** A migrated, empty database of one test file. `drop` ends it; close your own connections first. */
export type TestDatabase = PostgresTestDatabase | PgliteTestDatabase

export type PostgresTestDatabase = {
  kind: 'postgres'
  /** The app's login, which owns nothing and is under row-level security. */
  url: string
  /** The owner's login, which migrates; forced row-level security binds it too. */
  ownerUrl: string
  /** The superuser, for a test that must look past row-level security. */
  adminUrl: string
  pglite?: undefined
  drop(): Promise<void>
}

export type PgliteTestDatabase = {
  kind: 'pglite'
  url?: undefined
  ownerUrl?: undefined
  adminUrl?: undefined
  /** Its session is the superuser's until it is told `SET ROLE`. */
  pglite: PGlite
  drop(): Promise<void>
}

/** Which database the running project tests on: the embedded project sets `AGENCYOPS_TEST_DATABASE=pglite`. */
export function testDatabaseKind(): 'postgres' | 'pglite' {
  return process.env.AGENCYOPS_TEST_DATABASE === 'pglite' ? 'pglite' : 'postgres'
}

/** A copy of the migrated template: call it once per test file, in `beforeAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return testDatabaseKind() === 'pglite' ? createPgliteDatabase() : createPostgresDatabase()
}

/** As `createTestDatabase`, on the real server whatever the project: for what PGlite's one connection cannot show. */
export async function createPostgresDatabase(
  on: PostgresTemplate = inject('postgresTemplate'),
): Promise<PostgresTestDatabase> {
  const { adminUrl, template, run } = on
  const name = `t_${run}_${randomUUID().slice(0, 8)}`
  await asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER_ROLE}`))
  return {
    kind: 'postgres',
    url: roleUrl(adminUrl, APP_ROLE, name),
    ownerUrl: roleUrl(adminUrl, OWNER_ROLE, name),
    adminUrl: databaseUrl(adminUrl, name),
    drop: async () => {
      await asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))
    },
  }
}

async function createPgliteDatabase(): Promise<PgliteTestDatabase> {
  const dump = new Blob([readFileSync(inject('pgliteDump'))])
  const pglite = await PGlite.create({ loadDataDir: dump, extensions: pgliteExtensions })
  return {
    kind: 'pglite',
    pglite,
    drop: async () => {
      if (!pglite.closed) await pglite.close()
    },
  }
}

function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}
