import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askApproval, openPortal, uploadFile } from '../../testing/approval-story.ts'
import { winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(async () => {
  tenant = await harness.mintTenant()
})

/** Every field that an answer has, at any depth. */
function fieldsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) fieldsOf(one, found)
  else if (value && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) fieldsOf(one, found.add(key))
  }
  return found
}

describe('the portal', () => {
  it('shows a client its slice, and none of what is the firm’s own', async () => {
    const { portal, approval, engagement, milestone } = await askApproval(harness, tenant)
    const engagements = await portal.get('/v1/portal/engagements')
    expect(engagements.body.data).toMatchObject([{ id: engagement.id, contract_value: { amount: 523438 } }])
    const answers = [
      engagements,
      await portal.get(`/v1/portal/engagements/${engagement.id}`),
      await portal.get('/v1/portal/milestones'),
      await portal.get('/v1/portal/approvals'),
      await portal.get(`/v1/portal/approvals/${approval.id}`),
      await portal.get('/v1/portal/files'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200])
    expect(answers[2]?.body.data).toMatchObject([{ id: milestone.id, status: 'delivered' }])
    const own =
      /cost|margin|rate_id|owner|manager|assignee|probability|internal|notes|actor|requested_by|minted|session|key|earned|billed|storage/
    expect([...fieldsOf(answers.map(({ body }) => body))].filter((field) => own.test(field))).toEqual([])
    expect((await portal.get('/v1/milestones')).status).toBe(403)
    expect((await portal.get(`/v1/approvals/${approval.id}/evidence`)).status).toBe(403)
    expect((await tenant.get('/v1/portal/approvals')).status).toBe(403)
  })

  it('shows nothing of other engagements', async () => {
    const { portal } = await askApproval(harness, tenant)
    const other = await askApproval(harness, tenant)
    const file = await uploadFile(harness, tenant, 'other.txt', 'not yours')
    await tenant.post(`/v1/engagements/${other.engagement.id}/files`, { file_id: file.id, client_visible: true })
    const { sha256 } = (await other.portal.get(`/v1/portal/approvals/${other.approval.id}`)).body
    const path = `/v1/portal/approvals/${other.approval.id}`
    expect((await portal.get(path)).status).toBe(404)
    expect((await portal.post(`${path}/approve`, { sha256 })).status).toBe(404)
    expect((await portal.post(`${path}/reject`, { reason: 'No.' })).status).toBe(404)
    expect((await portal.get(`/v1/portal/engagements/${other.engagement.id}`)).status).toBe(404)
    expect((await portal.get(`/v1/portal/files/${file.id}/content`)).status).toBe(404)
    expect((await portal.get(`/v1/portal/milestones?engagement_id=${other.engagement.id}`)).body.data).toEqual([])
    expect((await portal.get('/v1/portal/approvals')).body.data).toHaveLength(1)
    const stranger = await askApproval(harness, await harness.mintTenant())
    expect((await portal.get(`/v1/portal/approvals/${stranger.approval.id}`)).status).toBe(404)
  })

  it('tenancy-06: ends with the sharing, for this engagement alone', async () => {
    const { contact, company, engagement, approval } = await askApproval(harness, tenant)
    const second = await tenant.post('/v1/deals', {
      name: 'Second',
      company_id: company.id,
      scope_items: [{ name: 'More', unit_price: '10', tax_percent: '21' }],
    })
    const kept = (await tenant.post(`/v1/deals/${second.body.id}/win`)).body.engagement
    await tenant.post(`/v1/engagements/${kept.id}/share`, { contact_id: contact.id })
    const portal = await openPortal(harness, tenant, contact.id, [engagement.id, kept.id])
    const { sha256 } = (await portal.get(`/v1/portal/approvals/${approval.id}`)).body
    await tenant.post(`/v1/engagements/${engagement.id}/unshare`, { contact_id: contact.id })
    expect((await portal.get(`/v1/portal/engagements/${engagement.id}`)).status).toBe(404)
    expect((await portal.get(`/v1/portal/approvals/${approval.id}`)).status).toBe(404)
    expect((await portal.post(`/v1/portal/approvals/${approval.id}/approve`, { sha256 })).status).toBe(404)
    expect((await portal.get(`/v1/portal/engagements/${kept.id}`)).status).toBe(200)
    const again = await tenant.post('/v1/embed_sessions', {
      subject_id: contact.id,
      components: { approval: {} },
      engagement_ids: [engagement.id],
      origins: ['https://app.example'],
    })
    expect(again.status).toBeGreaterThanOrEqual(400)
  })

  it('takes a contact’s own write once, by its key', async () => {
    const { portal, approval } = await askApproval(harness, tenant)
    const path = `/v1/portal/approvals/${approval.id}`
    const { sha256 } = (await portal.get(path)).body
    const headers = { 'Idempotency-Key': 'one' }
    const first: TestAnswer = await portal.post(`${path}/approve`, { sha256 }, { headers })
    const again: TestAnswer = await portal.post(`${path}/approve`, { sha256 }, { headers })
    expect(again.body).toEqual(first.body)
    const dry = await winEngagement(tenant)
    expect(dry.won.milestones).toEqual([])
  })
})
