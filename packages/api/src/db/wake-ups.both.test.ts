import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

/** What the listener is told, in order. */
function listen() {
  const heard: (readonly number[] | null)[] = []
  const stop = harness.database.wakeUps.listen((tenantIds) => heard.push(tenantIds))
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
