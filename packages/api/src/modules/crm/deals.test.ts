import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let companyId: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  companyId = (await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })).body.id
})
afterAll(() => harness.close())

const relaunch = () => ({
  name: 'Timetable relaunch',
  company_id: companyId,
  currency: 'EUR',
  scope_items: [
    { key: 'design', name: 'Design', quantity: '1', unit_price: '4800', tax_percent: '21' },
    { key: 'print', name: 'Print', quantity: '1250', unit_price: '0.3475', tax_percent: '9' },
    { key: 'build', name: 'Build', quantity: '96.5', unit_price: '118', tax_percent: '21' },
  ],
  planned_milestones: [
    {
      name: 'Design accepted',
      due_on: '2026-12-11',
      bills: [
        { key: 'design', percent: '100' },
        { key: 'print', percent: '100' },
      ],
    },
  ],
})

describe('a deal', () => {
  it('is made with its scope and its plan', async () => {
    const { status, body, headers } = await tenant.post('/v1/deals', relaunch())
    expect(body).toMatchObject({
      status: 'open',
      value: { amount: 1662138, currency: 'EUR' },
      probability: '0.1',
      weighted_value: { amount: 166214 },
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/v1/deals/${body.id}`)
    expect(body.scope_items.map((item: { contract_value: { amount: number } }) => item.contract_value.amount)).toEqual([
      480000, 43438, 1138700,
    ])
    expect(body.planned_milestones[0].bills).toEqual([
      { scope_item_id: body.scope_items[0].id, percent: '100', amount: null },
      { scope_item_id: body.scope_items[1].id, percent: '100', amount: null },
    ])
    const read = await tenant.get(`/v1/deals/${body.id}?expand=company&expand=scope_items&expand=planned_milestones`)
    expect(read.body).toEqual({ ...body, company: (await tenant.get(`/v1/companies/${companyId}`)).body })
  })

  it('is won once, and makes its company a client', async () => {
    const { body: company } = await tenant.post('/v1/companies', { name: 'Brackwater Rail' })
    const { body: deal } = await tenant.post('/v1/deals', { ...relaunch(), company_id: company.id })
    const won = await tenant.post(`/v1/deals/${deal.id}/win`)
    expect(won.body.deal).toMatchObject({ status: 'won', version: 2, probability: '1', weighted_value: deal.value })
    expect(won.status).toBe(200)
    expect((await tenant.get(`/v1/companies/${company.id}`)).body).toMatchObject({ status: 'client', version: 2 })
    const again = await tenant.post(`/v1/deals/${deal.id}/win`)
    expect(again).toMatchObject({ status: 409, body: { code: 'illegal_move', legal_moves: [] } })
  })

  it('without a scope item is not won', async () => {
    const { body: deal } = await tenant.post('/v1/deals', { name: 'Empty', company_id: companyId })
    expect((await tenant.post(`/v1/deals/${deal.id}/win`)).body.code).toBe('illegal_move')
  })
})
