import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { openServerDatabase } from './database.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

/** What the listener is told, in order. */
function listen(database = harness.database) {
  const heard: (readonly number[] | null)[] = []
  const stop = database.wakeUps.listen((tenantIds) => heard.push(tenantIds))
  return { heard, stop }
}

it('a committed change wakes whoever listens, a dry run and a refusal do not', async () => {
  const { heard, stop } = listen()
  await expect
    .poll(async () => {
      await tenant.post('/v1/companies', { name: 'Heard' })
      return heard.flat()
    })
    .toContain(tenant.tenantId)
  const other = await harness.mintTenant()
  await expect.poll(() => heard.flat()).toContain(other.tenantId)
  heard.length = 0
  await other.post('/v1/companies?dry_run=true', { name: 'Tried' })
  await other.post('/v1/companies', { name: '' })
  await tenant.post('/v1/companies', { name: 'Marks the end' })
  await expect.poll(() => heard.flat()).toContain(tenant.tenantId)
  expect(heard.flat()).not.toContain(other.tenantId)
  stop()
})

it('many commits at once become few wake-ups; nobody is told after the end', async () => {
  const { heard, stop } = listen()
  await Promise.all(Array.from({ length: 40 }, (_, index) => tenant.post('/v1/companies', { name: `Many ${index}` })))
  await expect.poll(() => heard.flat()).toContain(tenant.tenantId)
  expect(heard.length).toBeLessThan(20)
  stop()
  heard.length = 0
  const { heard: later, stop: end } = listen()
  await expect
    .poll(async () => {
      await tenant.post('/v1/companies', { name: 'After' })
      return later.flat()
    })
    .toContain(tenant.tenantId)
  expect(heard).toEqual([])
  end()
})

it('of a server, another process hears too, and again after its connection was cut', async (context) => {
  const { url } = harness.testDatabase
  if (!url) return context.skip()
  const database = openServerDatabase({ url })
  const { heard, stop } = listen(database)
  const hears = () =>
    expect
      .poll(
        async () => {
          await tenant.post('/v1/companies', { name: 'Elsewhere' })
          return heard.flat()
        },
        { timeout: 10_000 },
      )
      .toContain(tenant.tenantId)
  await hears()
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where query = 'LISTEN agencyops_feed' and datname = current_database()`
  expect((await harness.admin(cut)).length).toBeGreaterThan(0)
  heard.length = 0
  await hears()
  expect(heard).toContain(null)
  stop()
  await database.close()
})
