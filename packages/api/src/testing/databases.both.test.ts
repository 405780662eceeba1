import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase, testDatabaseKind } from './databases.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function rows(sql: string, url?: string): Promise<unknown[]> {
  if (database.kind === 'pglite') return (await database.pglite.query(sql)).rows
  const client = new pg.Client({ connectionString: url ?? database.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('a test file gets a database of the kind that its project names', async () => {
  expect(database.kind).toBe(testDatabaseKind())
  expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('the app’s login is no superuser, bypasses nothing and owns no table', async () => {
  const role = await rows(`SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'agencyops_app'`)
  expect(role).toEqual([{ rolsuper: false, rolbypassrls: false }])
  expect(await rows(`SELECT tablename FROM pg_tables WHERE tableowner = 'agencyops_app'`)).toEqual([])
})

test('two databases do not see each other’s tables', async () => {
  const other = await createTestDatabase()
  try {
    await rows('CREATE TABLE only_here (id int)')
    const sql = `SELECT 1 FROM pg_tables WHERE tablename = 'only_here'`
    if (other.kind === 'pglite') expect((await other.pglite.query(sql)).rows).toEqual([])
    else expect(await rows(sql, other.adminUrl)).toEqual([])
  } finally {
    await other.drop()
  }
})
