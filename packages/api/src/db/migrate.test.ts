import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { APP_ROLE, asAdmin, OWNER_ROLE, roleUrl } from '../testing/databases-template.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const name = `t_${inject('postgresTemplate').run}_${randomUUID().slice(0, 8)}`
const { adminUrl } = inject('postgresTemplate')
const ownerUrl = roleUrl(adminUrl, OWNER_ROLE, name)

beforeAll(() => asAdmin(adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} OWNER ${OWNER_ROLE}`)))
afterAll(() => asAdmin(adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`)))

describe('migrations', () => {
  it('of several processes at once are applied once, in order', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => migrate({ ownerUrl })))
    const applied = results.map((result) => result.applied).filter((names) => names.length > 0)
    expect(applied).toEqual([migrations.map((migration) => migration.name)])
    expect((await migrate({ ownerUrl })).applied).toEqual([])
  })

  it('are seen with the rights of the app', async () => {
    const rows = await asAdmin(
      roleUrl(adminUrl, APP_ROLE, name),
      async (app) => (await app.query('select name from migration')).rows,
    )
    expect(pendingMigrations(new Set(rows.map((row) => row.name)))).toEqual([])
    expect(pendingMigrations(new Set())).toHaveLength(migrations.length)
  })

  it('give the app its zone, its spelling of dates and its limits, also where a pooler drops what it asks for', async () => {
    await migrate({ ownerUrl: roleUrl(adminUrl, new URL(adminUrl).username, name) })
    const names = ['TimeZone', 'DateStyle', 'statement_timeout', 'idle_in_transaction_session_timeout']
    const settings = await asAdmin(
      roleUrl(adminUrl, APP_ROLE, name),
      async (app) =>
        (await app.query(`SELECT ${names.map((one) => `current_setting('${one}') AS "${one}"`).join(', ')}`)).rows[0],
    )
    expect(Object.values(settings)).toEqual(['UTC', 'ISO, YMD', '10s', '15s'])
  })

  it('have names that sort as they stand', () => {
    const names = migrations.map((migration) => migration.name)
    expect(names).toEqual([...names].sort())
    expect(new Set(names).size).toBe(names.length)
  })
})
