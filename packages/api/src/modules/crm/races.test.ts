import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let companyId: string
let stages: { id: string }[]

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
  companyId = (await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })).body.id
  stages = (await tenant.get('/v1/stages')).body.data
})
afterAll(() => harness.close())

const ROUNDS = 100
const item = (price: string) => ({ name: 'Work', unit_price: price, tax_percent: '21' })
const open = async (price = '1000') =>
  (await tenant.post('/v1/deals', { name: 'Raced', company_id: companyId, scope_items: [item(price)] })).body
const sum = async (dealId: string) =>
  (await tenant.get(`/v1/scope_items?deal_id=${dealId}`)).body.data.reduce(
    (total: number, one: { contract_value: { amount: number } }) => total + one.contract_value.amount,
    0,
  )

describe('two at once', () => {
  it('abuse-03: moves leave one story', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const deal = await open()
      const matched = round % 2 === 1
      const headers: Record<string, string> = matched ? { 'If-Match': '"1"' } : {}
      const answers = await Promise.all(
        [stages[1]?.id, stages[2]?.id].map((stage_id) =>
          tenant.post(`/v1/deals/${deal.id}/move`, { stage_id }, { headers }),
        ),
      )
      const moved = answers.filter(({ status }) => status === 200)
      expect(answers.map(({ status }) => status).sort()).toEqual(matched ? [200, 412] : [200, 200])
      const steps = (await tenant.get(`/v1/deals/${deal.id}/stage_transitions`)).body.data.slice(1)
      const now = (await tenant.get(`/v1/deals/${deal.id}`)).body
      expect(steps).toHaveLength(moved.length)
      expect(steps.some((step: { to_stage_id: string }) => step.to_stage_id === now.stage_id)).toBe(true)
      expect(now.version).toBe(1 + moved.length)
    }
    const chains = await harness.admin<{ entries: number; events: number; broken: number }>(
      `with moves as (
         select subject_id, before->>'stage_id' as b, after->>'stage_id' as a,
           lag(after->>'stage_id') over (partition by subject_id order by c.position) as previous
         from audit_entry e join change c on c.id = e.change_id and c.tenant_id = e.tenant_id
         where e.tenant_id = $1 and e.subject_type = 'deal')
       select count(*) filter (where b is not null)::int as entries, count(*) filter (where b is not null and b <> previous)::int as broken,
         (select count(*)::int from event where tenant_id = $1 and type = 'deal.moved') as events from moves`,
      [tenant.tenantId],
    )
    expect(chains).toEqual([{ entries: (ROUNDS * 3) / 2, events: (ROUNDS * 3) / 2, broken: 0 }])
  }, 120_000)

  it('abuse-15 (1): a win and a new scope item agree on the value', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const deal = await open()
      const [won, added] = await Promise.all([
        tenant.post(`/v1/deals/${deal.id}/win`),
        tenant.post(`/v1/deals/${deal.id}/scope_items`, item('500')),
      ])
      expect(won.status).toBe(200)
      expect([201, 409]).toContain(added.status)
      const value = (await tenant.get(`/v1/deals/${deal.id}`)).body.value.amount
      expect(value).toBe(added.status === 201 ? 150000 : 100000)
      expect(await sum(deal.id)).toBe(value)
      const [engagement] = await harness.admin<{ value: string }>(
        `select contract_value_minor as value from engagement e join deal d on d.id = e.deal_id where e.tenant_id = $1 order by e.id desc limit 1`,
        [tenant.tenantId],
      )
      if (engagement) expect(Number(engagement.value)).toBe(value)
    }
  }, 120_000)

  it('winning is done once', async () => {
    const deal = await open()
    const answers = await Promise.all(Array.from({ length: 10 }, () => tenant.post(`/v1/deals/${deal.id}/win`)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'illegal_move')).toHaveLength(9)
  })

  it('a stage’s new probability reaches a deal that is made or moved meanwhile', async () => {
    const deals: string[] = []
    for (let round = 0; round < 20; round += 1) {
      const deal = await open()
      const probability = `0.${(round % 9) + 1}`
      const [moved, changed] = await Promise.all([
        tenant.post(`/v1/deals/${deal.id}/move`, { stage_id: stages[3]?.id }),
        tenant.patch(`/v1/stages/${stages[3]?.id}`, { probability }),
      ])
      expect([moved.status, changed.status]).toEqual([200, 200])
      deals.push(deal.id)
      const now = (await tenant.get(`/v1/deals/${deal.id}`)).body
      expect(now.probability).toBe(probability)
      expect(now.weighted_value.amount).toBe(Math.round(100000 * Number(probability)))
    }
  }, 60_000)

  it('a company is not archived under a new deal', async () => {
    for (let round = 0; round < 30; round += 1) {
      const { id } = (await tenant.post('/v1/companies', { name: `Company ${round}` })).body
      const [archived, deal] = await Promise.all([
        tenant.post(`/v1/companies/${id}/archive`),
        tenant.post('/v1/deals', { name: 'Late', company_id: id }),
      ])
      expect([archived.status, deal.status].sort()).toEqual(archived.status === 200 ? [200, 422] : [201, 409])
    }
  }, 60_000)
})
