import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { openServerDatabase } from './database.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

it('another process hears of a change, and again after its connection was cut', async () => {
  const database = openServerDatabase({ url: harness.testDatabase.url as string })
  const heard: (readonly number[] | null)[] = []
  const stop = database.wakeUps.listen((tenantIds) => heard.push(tenantIds))
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
