import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeContact, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const times = <T>(count: number, run: () => Promise<T>) => Promise.all(Array.from({ length: count }, run))

describe('at once', () => {
  it('abuse-03: twenty completions are one, with one event', async () => {
    const { engagement } = await winEngagement(tenant)
    const answers = await times(20, () => tenant.post(`/v1/engagements/${engagement.id}/complete`))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'illegal_move')).toHaveLength(19)
    const events = await harness.admin(
      `select count(*)::int as n from event where type = 'engagement.completed' and data ->> 'engagement_id' = $1`,
      [engagement.id],
    )
    expect(events).toEqual([{ n: 1 }])
    expect((await tenant.get(`/v1/engagements/${engagement.id}`)).body.version).toBe(2)
  })

  it('twenty sharings with one contact are one', async () => {
    const { engagement, company } = await winEngagement(tenant)
    const contact = await makeContact(tenant, company.id)
    const answers = await times(20, () =>
      tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: contact.id }),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect((await tenant.get(`/v1/engagements/${engagement.id}/shares`)).body.data).toHaveLength(1)
  })

  it('twenty wins of one deal open one engagement', async () => {
    const company = (await tenant.post('/v1/companies', { name: 'Raced' })).body
    const item = { name: 'Work', quantity: '1', unit_price: '10', tax_category: 'S', tax_percent: '21' }
    const deal = (await tenant.post('/v1/deals', { name: 'Raced', company_id: company.id, scope_items: [item] })).body
    const answers = await times(20, () => tenant.post(`/v1/deals/${deal.id}/win`))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await tenant.get(`/v1/engagements?company_id=${company.id}`)).body.data).toHaveLength(1)
  })

  it('abuse-15: nothing joins an engagement that was put away meanwhile', async () => {
    for (let round = 0; round < 10; round++) {
      const { engagement, company } = await winEngagement(tenant)
      const contact = await makeContact(tenant, company.id)
      await tenant.post(`/v1/engagements/${engagement.id}/complete`)
      const [archived, shared] = await Promise.all([
        tenant.post(`/v1/engagements/${engagement.id}/archive`),
        tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: contact.id }),
      ])
      expect(archived.status).toBe(200)
      expect([200, 409]).toContain(shared.status)
      const [order] = await harness.admin<{ last: string }>(
        `select type as last from event where data ->> 'engagement_id' = $1 order by position desc limit 1`,
        [engagement.id],
      )
      expect(order?.last).toBe('engagement.archived')
    }
  })
})
