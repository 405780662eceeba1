/** A live tenant has no clock row: its writes claim their key with the first statements of the action. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant({ kind: 'live' })
})
afterAll(() => harness.close())

it('a repeated write of a live tenant has one effect', async () => {
  const headers = { 'Idempotency-Key': 'live-1' }
  const first = await tenant.post('/v1/companies', { name: 'Oakmere Ferries' }, { headers })
  const again = await tenant.post('/v1/companies', { name: 'Oakmere Ferries' }, { headers })
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body).toEqual(first.body)
  expect((await tenant.get('/v1/companies')).body.data).toHaveLength(1)
})

it('a repeated write whose action awaits nothing has one effect', async () => {
  const rate = { name: 'Standard', category: 'S', percent: '21' }
  const headers = { 'Idempotency-Key': 'live-2' }
  const first = await tenant.post('/v1/tax_rates', rate, { headers })
  const again = await tenant.post('/v1/tax_rates', rate, { headers })
  expect(again.body).toEqual(first.body)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect((await tenant.get('/v1/tax_rates')).body.data).toHaveLength(1)
})

it('a live tenant dates by the machine’s time in its own zone', async () => {
  harness.clock.set('2027-03-01T07:30:00Z')
  const west = await harness.mintTenant({ kind: 'live', time_zone: 'America/Los_Angeles' })
  const { body } = await west.get('/v1/tenant')
  harness.clock.real()
  expect(body).toMatchObject({ today: '2027-02-28', time_zone: 'America/Los_Angeles' })
})
