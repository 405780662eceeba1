import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeContact, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

describe('an engagement', () => {
  it('is opened by a won deal with the sum of its scope items', async () => {
    const { engagement, deal } = await winEngagement(tenant)
    expect(engagement).toMatchObject({
      name: 'Timetable relaunch',
      status: 'active',
      deal_id: deal.id,
      original_value: { amount: 523438, currency: 'EUR' },
      approved_changes: { amount: 0, currency: 'EUR' },
      contract_value: { amount: 523438, currency: 'EUR' },
      version: 1,
    })
    const items = await tenant.get(`/v1/scope_items?engagement_id=${engagement.id}`)
    if (items.status === 200) expect(items.body.data).toHaveLength(2)
    const read = await tenant.get(`/v1/engagements/${engagement.id}?expand=company`)
    expect(read.body.company.status).toBe('client')
    const list = await tenant.get('/v1/engagements?q=timetable&status=active&expand=company&sort=-contract_value')
    expect(list.body.data.map(({ id }: { id: string }) => id)).toContain(engagement.id)
  })

  it('is renamed, completed, taken up again and put away', async () => {
    const { engagement } = await winEngagement(tenant)
    const path = `/v1/engagements/${engagement.id}`
    expect((await tenant.patch(path, { name: 'Relaunch' })).body).toMatchObject({ name: 'Relaunch', version: 2 })
    expect((await tenant.patch(path, { name: 'Relaunch' })).body.version).toBe(2)
    expect((await tenant.patch(path, { status: 'completed' })).body.errors[0]).toMatchObject({
      code: 'read_only',
      pointer: '#/status',
    })
    expect((await tenant.post(`${path}/archive`)).body).toMatchObject({
      code: 'illegal_move',
      legal_moves: ['complete'],
    })
    expect((await tenant.post(`${path}/reactivate`)).status).toBe(409)
    expect((await tenant.post(`${path}/complete`, undefined, { headers: { 'If-Match': '"1"' } })).status).toBe(412)
    expect((await tenant.post(`${path}/complete`)).body.status).toBe('completed')
    expect((await tenant.post(`${path}/reactivate`)).body).toMatchObject({ status: 'active', completed_at: null })
    await tenant.post(`${path}/complete`)
    expect((await tenant.post(`${path}/archive`)).body.archived_at).not.toBeNull()
    expect((await tenant.get('/v1/engagements')).body.data.map(({ id }: { id: string }) => id)).not.toContain(
      engagement.id,
    )
    expect((await tenant.post(`${path}/reactivate`)).body.legal_moves).toEqual(['restore'])
    expect((await tenant.post(`${path}/restore`)).body.archived_at).toBeNull()
  })

  it('abuse-23: is not put away while earned work is not billed', async () => {
    const { engagement } = await winEngagement(tenant)
    await tenant.post(`/v1/engagements/${engagement.id}/complete`)
    await harness.admin(
      `update scope_item set earned_minor = 100, unbilled_minor = 100
        where id = (select s.id from scope_item s join engagement e on e.id = s.engagement_id and e.tenant_id = s.tenant_id
          where s.tenant_id = $1 and s.contract_value_minor > 100 order by s.created_at desc limit 1)`,
      [tenant.tenantId],
    )
    const refused = await tenant.post(`/v1/engagements/${engagement.id}/archive`)
    expect(refused.body).toMatchObject({ code: 'illegal_move', legal_moves: ['reactivate'] })
  })

  it('is shared with contacts of its own company alone, any number of times', async () => {
    const { engagement, company } = await winEngagement(tenant)
    const path = `/v1/engagements/${engagement.id}`
    const contact = await makeContact(tenant, company.id)
    const stranger = await makeContact(tenant, (await tenant.post('/v1/companies', { name: 'Elsewhere' })).body.id)
    expect((await tenant.post(`${path}/share`, { contact_id: stranger.id })).body.errors[0]).toMatchObject({
      code: 'other_company',
    })
    expect((await tenant.post(`${path}/share`, { contact_id: contact.id })).status).toBe(200)
    expect((await tenant.post(`${path}/share`, { contact_id: contact.id })).status).toBe(200)
    expect((await tenant.get(`${path}/shares`)).body.data).toMatchObject([{ contact_id: contact.id }])
    expect((await tenant.post(`${path}/unshare`, { contact_id: contact.id })).status).toBe(204)
    expect((await tenant.post(`${path}/unshare`, { contact_id: contact.id })).status).toBe(204)
    expect((await tenant.get(`${path}/shares`)).body.data).toEqual([])
    await harness.admin('update contact set archived_at = now() where tenant_id = $1 and name = $2', [
      tenant.tenantId,
      contact.name,
    ])
    expect((await tenant.post(`${path}/share`, { contact_id: contact.id })).body.errors[0]).toMatchObject({
      code: 'archived',
    })
    const events = await harness.admin(
      `select type from event where tenant_id = $1 and type like 'engagement.%shared'`,
      [tenant.tenantId],
    )
    expect(events.map(({ type }) => type)).toEqual(['engagement.shared', 'engagement.unshared'])
  })

  it('has a team', async () => {
    const { engagement } = await winEngagement(tenant)
    const path = `/v1/engagements/${engagement.id}/team_members`
    const person = (await tenant.post('/v1/persons', { name: 'Ivo Reed' })).body
    expect((await tenant.post(path, { person_id: person.id, role: 'Designer' })).body.role).toBe('Designer')
    expect((await tenant.post(path, { person_id: person.id, role: 'Lead' })).body.role).toBe('Lead')
    expect((await tenant.get(path)).body.data).toMatchObject([{ person_id: person.id, role: 'Lead' }])
    expect((await tenant.delete(`${path}/${person.id}`)).status).toBe(204)
    expect((await tenant.get(path)).body.data).toEqual([])
  })

  it('of another tenant looks absent', async () => {
    const { engagement } = await winEngagement(tenant)
    const other = await harness.mintTenant()
    for (const part of ['', '/shares', '/team_members', '/files']) {
      expect((await other.get(`/v1/engagements/${engagement.id}${part}`)).status).toBe(404)
    }
    for (const move of ['complete', 'archive', 'restore', 'reactivate']) {
      expect((await other.post(`/v1/engagements/${engagement.id}/${move}`)).status).toBe(404)
    }
  })
})
