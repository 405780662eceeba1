import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

describe('from a pitch to a win', () => {
  it('goes on either database', async () => {
    const { body: company } = await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })
    const stages = (await tenant.get('/v1/stages')).body.data
    const { body: deal } = await tenant.post('/v1/deals', {
      name: 'Timetable relaunch',
      company_id: company.id,
      scope_items: [{ key: 'design', name: 'Design', unit_price: '4800', tax_percent: '21' }],
      planned_milestones: [{ name: 'Design accepted', bills: [{ key: 'design', percent: '100' }] }],
    })
    await tenant.post(`/v1/deals/${deal.id}/move`, { stage_id: stages[3].id })
    await tenant.post(`/v1/deals/${deal.id}/scope_items`, {
      name: 'Print',
      quantity: '1250',
      unit_price: '0.3475',
      tax_percent: '9',
    })
    await tenant.patch(`/v1/stages/${stages[3].id}`, { probability: '0.85' })
    expect((await tenant.get(`/v1/deals/${deal.id}`)).body).toMatchObject({
      value: { amount: 523438 },
      weighted_value: { amount: 444922 },
    })
    expect((await tenant.post(`/v1/deals/${deal.id}/win`)).body.deal.status).toBe('won')
    expect((await tenant.get(`/v1/companies/${company.id}`)).body.status).toBe('client')
  })

  it('in batches, each row by itself', async () => {
    const { body: company } = await tenant.post('/v1/companies', { name: 'Brackwater Rail' })
    const rows = [
      { name: 'A', company_id: company.id },
      { name: 'B', company_id: company.id, currency: 'XXZ' },
    ]
    const { body } = await tenant.post('/v1/deals/batch?partial=true', { rows })
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 422])
  })

  it('for its own tenant alone', async () => {
    const { body } = await tenant.get('/v1/deals')
    const other = await harness.mintTenant()
    expect((await other.get('/v1/deals')).body.data).toEqual([])
    for (const path of [`/v1/deals/${body.data[0].id}`, `/v1/deals/${body.data[0].id}/stage_transitions`]) {
      expect((await other.get(path)).status).toBe(404)
    }
    expect((await other.post(`/v1/deals/${body.data[0].id}/win`)).status).toBe(404)
    expect((await other.post('/v1/deals', { name: 'Theirs', company_id: body.data[0].company_id })).status).toBe(422)
  })
})
