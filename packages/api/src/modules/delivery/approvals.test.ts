import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toRow } from '../../db/row.ts'
import { canonicalJson, sha256Hex } from '../../primitives/canonical-json.ts'
import { askApproval, openPortal, uploadFile } from '../../testing/approval-story.ts'
import { makeContact } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
})
afterAll(() => harness.close())
beforeEach(async () => {
  tenant = await harness.mintTenant()
})

const shown = async (portal: { get(path: string): Promise<TestAnswer> }, id: string) =>
  (await portal.get(`/v1/portal/approvals/${id}`)).body
const approvePath = (id: string) => `/v1/portal/approvals/${id}/approve`
const rejectPath = (id: string) => `/v1/portal/approvals/${id}/reject`
const draftsOf = async (milestoneId: string) => (await tenant.get(`/v1/invoices?milestone_id=${milestoneId}`)).body.data
const itemsOf = async (engagementId: string) =>
  (await tenant.get(`/v1/scope_items?engagement_id=${engagementId}`)).body.data
const eventTypes = async () =>
  (await harness.admin('select type from event where tenant_id = $1 order by position', [tenant.tenantId])).map(
    ({ type }) => type,
  )

describe('an approval', () => {
  it('is requested, shown, approved, and leaves its evidence', async () => {
    const { approval, portal, milestone, engagement, contact } = await askApproval(harness, tenant)
    expect(approval).toMatchObject({
      status: 'requested',
      contact_id: contact.id,
      net: { amount: 523438, currency: 'EUR' },
      tax: { amount: 104709, currency: 'EUR' },
      total: { amount: 628147, currency: 'EUR' },
      sha256: null,
    })
    const view = await shown(portal, approval.id)
    expect(view).toMatchObject({
      milestone_name: 'Design accepted',
      can_decide: true,
      total: { amount: 628147, currency: 'EUR' },
      snapshot: {
        lines: [
          { quantity: '1', unit_price: '4800', net: { amount: 480000, currency: 'EUR' } },
          { quantity: '1250', unit_price: '0.3475', net: { amount: 43438, currency: 'EUR' } },
        ],
        triggers: 'draft invoice',
      },
    })
    expect(sha256Hex(canonicalJson(view.snapshot))).toBe(view.sha256)
    const headers = { 'User-Agent': 'a page' }
    const answer = await portal.post(approvePath(approval.id), { sha256: view.sha256 }, { headers })
    expect(answer.body).toMatchObject({ status: 'approved', can_decide: false, version: 2 })
    expect(answer.body.invoice).toBeUndefined()
    expect((await tenant.get(`/v1/approvals/${approval.id}`)).body).toMatchObject({
      status: 'approved',
      sha256: view.sha256,
    })
    expect((await tenant.get(`/v1/milestones/${milestone.id}`)).body.status).toBe('approved')
    const evidence = (await tenant.get(`/v1/approvals/${approval.id}/evidence`)).body
    expect(evidence).toMatchObject({
      decision: 'approved',
      sha256: view.sha256,
      contact_id: contact.id,
      user_agent: 'a page',
      remarks: null,
    })
    expect(evidence.identity).toBe(`stated by host with key ${evidence.minted_by_key_id}`)
    expect(sha256Hex(evidence.snapshot)).toBe(view.sha256)
    const [design, print] = await itemsOf(engagement.id)
    expect([design.earned.amount, print.earned.amount]).toEqual([480000, 43438])
    const [draft] = await draftsOf(milestone.id)
    expect(draft).toMatchObject({ status: 'draft', net: { amount: 523438 }, total: { amount: 628147 } })
    expect((await eventTypes()).slice(-4)).toEqual(
      expect.arrayContaining(['approval.approved', 'milestone.approved', 'invoice.created']),
    )
    expect(await shown(portal, approval.id)).toMatchObject({ sha256: view.sha256, snapshot: view.snapshot })
  })

  it('with remarks is approved with remarks', async () => {
    const { approval, portal } = await askApproval(harness, tenant)
    const { sha256 } = await shown(portal, approval.id)
    const answer = await portal.post(approvePath(approval.id), { sha256, remarks: 'Mind the logo.' })
    expect(answer.body).toMatchObject({ status: 'approved_with_remarks', remarks: 'Mind the logo.' })
  })

  it('is rejected with a reason, the milestone is planned again, and can be asked for anew', async () => {
    const { approval, portal, milestone, contact } = await askApproval(harness, tenant)
    const { sha256 } = await shown(portal, approval.id)
    const wrong = await portal.post(rejectPath(approval.id), { sha256: '0'.repeat(64), reason: 'No.' })
    expect(wrong.body.code).toBe('snapshot_changed')
    expect((await portal.post(rejectPath(approval.id), { sha256 })).status).toBe(422)
    expect((await portal.post(rejectPath(approval.id), { sha256, reason: 'No.' })).body.status).toBe('rejected')
    expect((await tenant.get(`/v1/milestones/${milestone.id}`)).body).toMatchObject({
      status: 'planned',
      delivered_at: null,
    })
    expect((await tenant.get(`/v1/approvals/${approval.id}/evidence`)).body).toMatchObject({
      decision: 'rejected',
      remarks: 'No.',
    })
    expect(await draftsOf(milestone.id)).toEqual([])
    const again = { milestone_id: milestone.id, contact_id: contact.id }
    expect((await tenant.post('/v1/approvals', again)).body).toMatchObject({
      code: 'illegal_move',
      legal_moves: ['deliver'],
    })
    await tenant.post(`/v1/milestones/${milestone.id}/deliver`)
    expect((await tenant.post('/v1/approvals', again)).status).toBe(201)
    const twice = await tenant.post('/v1/approvals', again)
    expect(twice.body).toMatchObject({ code: 'illegal_move', legal_moves: ['withdraw_approval'] })
    const open = await tenant.post(`/v1/milestones/${milestone.id}/revert`)
    expect(open.body).toMatchObject({ code: 'illegal_move', legal_moves: ['withdraw_approval'] })
  })

  it('is withdrawn while no issued line bills it: its draft goes and the milestone is delivered again', async () => {
    const { approval, portal, milestone, engagement } = await askApproval(harness, tenant)
    const { sha256 } = await shown(portal, approval.id)
    await portal.post(approvePath(approval.id), { sha256 })
    expect(await draftsOf(milestone.id)).toHaveLength(1)
    const path = `/v1/approvals/${approval.id}/withdraw`
    expect((await tenant.post(path, { reason: 'Too early.' })).body).toMatchObject({ status: 'withdrawn', sha256 })
    expect(await draftsOf(milestone.id)).toEqual([])
    expect((await tenant.get(`/v1/milestones/${milestone.id}`)).body).toMatchObject({
      status: 'delivered',
      approved_at: null,
    })
    for (const item of await itemsOf(engagement.id)) {
      expect([item.earned.amount, item.billed.amount, item.unbilled.amount]).toEqual([0, 0, 0])
    }
    expect((await tenant.post(path, { reason: 'Again.' })).body).toMatchObject({
      code: 'illegal_move',
      legal_moves: [],
    })
    expect((await tenant.get(`/v1/approvals/${approval.id}/evidence`)).body.sha256).toBe(sha256)
  })

  it('is not withdrawn once an issued line bills it', async () => {
    const { approval, portal, milestone } = await askApproval(harness, tenant)
    const { sha256 } = await shown(portal, approval.id)
    await portal.post(approvePath(approval.id), { sha256 })
    const [draft] = await draftsOf(milestone.id)
    const headers = { 'If-Match': `"${draft.version}"` }
    const issued = await tenant.post(`/v1/invoices/${draft.id}/issue`, {}, { headers })
    expect(issued.status).toBe(200)
    const refused = await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Late.' })
    expect(refused.body).toMatchObject({ code: 'illegal_move', legal_moves: ['credit'] })
    expect((await tenant.get(`/v1/milestones/${milestone.id}`)).body.status).toBe('approved')
  })

  it('by parts bills round sums of which the last takes the rest', async () => {
    const thirds = ['33.33', '33.33', '33.34'].map((percent, index) => ({
      name: `Third ${index}`,
      bills: [{ key: 'only', percent }],
    }))
    const { engagement, won, contact, portal } = await askApproval(harness, tenant, {
      scope_items: [{ key: 'only', name: 'Text', unit_price: '100.01', tax_percent: '21' }],
      planned_milestones: thirds,
    })
    const nets: number[] = []
    for (const [index, milestone] of won.milestones.entries()) {
      if (index > 0) {
        await tenant.post(`/v1/milestones/${milestone.id}/deliver`)
        await tenant.post('/v1/approvals', { milestone_id: milestone.id, contact_id: contact.id })
      }
      const [open] = (await portal.get('/v1/portal/approvals?status=requested')).body.data
      const { sha256 } = await shown(portal, open.id)
      const answer = await portal.post(approvePath(open.id), { sha256 })
      nets.push(answer.body.net.amount)
    }
    expect(nets.reduce((sum, net) => sum + net, 0)).toBe(10001)
    const [item] = await itemsOf(engagement.id)
    expect(item).toMatchObject({ earned: { amount: 10001 }, billed: { amount: 10001 } })
  })

  it('holds its engagement: neither completed while one is open, nor asked for once completed', async () => {
    const { engagement, approval } = await askApproval(harness, tenant)
    const refused = await tenant.post(`/v1/engagements/${engagement.id}/complete`)
    expect(refused.body.code).toBe('illegal_move')
    expect(refused.body.detail).toContain(approval.id)
    await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Never mind.' })
    expect((await tenant.post(`/v1/engagements/${engagement.id}/complete`)).status).toBe(200)
  })
})

describe('abuse-02: nothing is approved that was not shown', () => {
  const count = async () =>
    (await harness.admin(`select count(*)::int as n from event where tenant_id = $1`, [tenant.tenantId]))[0]?.n

  async function ask(milestoneId: string, contactId: string): Promise<TestAnswer['body']> {
    return (await tenant.post('/v1/approvals', { milestone_id: milestoneId, contact_id: contactId })).body
  }

  const plan = {
    scope_items: [{ key: 'design', name: 'Design', unit_price: '9000', tax_percent: '21' }],
    planned_milestones: [{ name: 'Design', bills: [{ key: 'design', amount: { amount: 400000, currency: 'EUR' } }] }],
  }

  it('when the trigger is raised', async () => {
    const { approval, portal, milestone, contact, engagement } = await askApproval(harness, tenant, plan)
    const first = await shown(portal, approval.id)
    expect(first.net.amount).toBe(400000)
    const [item] = await itemsOf(engagement.id)
    const raised = { bills: [{ scope_item_id: item.id, amount: { amount: 900000, currency: 'EUR' } }] }
    expect((await tenant.patch(`/v1/milestones/${milestone.id}`, raised)).body.status).toBe('delivered')
    const events = await count()
    const voided = await portal.post(approvePath(approval.id), { sha256: first.sha256 })
    expect(voided.body).toMatchObject({ status: 409, code: 'illegal_move', legal_moves: [] })
    expect(await shown(portal, approval.id)).toMatchObject({ status: 'withdrawn', snapshot: null, sha256: '' })
    expect(await count()).toBe(events)
    const second = await ask(milestone.id, contact.id)
    const stale = await portal.post(approvePath(second.id), { sha256: first.sha256 })
    expect(stale.body).toMatchObject({ status: 409, code: 'snapshot_changed', snapshot: { net: { amount: 900000 } } })
    expect(await draftsOf(milestone.id)).toEqual([])
    expect((await portal.post(approvePath(second.id), {})).status).toBe(422)
    expect((await portal.post(approvePath(second.id), { sha256: stale.body.sha256 })).status).toBe(200)
    expect(await draftsOf(milestone.id)).toMatchObject([{ net: { amount: 900000 } }])
    for (const change of [{ bills: [] }, { name: 'Other' }, { due_on: '2030-01-01' }]) {
      const refused = await tenant.patch(`/v1/milestones/${milestone.id}`, change)
      expect(refused.body).toMatchObject({ code: 'illegal_move', legal_moves: ['withdraw_approval'] })
    }
  })

  it('when a file is replaced under the same name', async () => {
    const { milestone, contact, portal, approval } = await askApproval(harness, tenant, plan)
    const files = `/v1/milestones/${milestone.id}/files`
    await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'The file is missing.' })
    const before = await uploadFile(harness, tenant, 'design.txt', 'one')
    await tenant.post(files, { file_id: before.id, client_visible: true })
    const asked = await ask(milestone.id, contact.id)
    const first = await shown(portal, asked.id)
    expect(first.snapshot.files).toEqual([{ name: 'design.txt', sha256: before.sha256 }])
    await tenant.delete(`${files}/${before.id}`)
    const after = await uploadFile(harness, tenant, 'design.txt', 'two')
    await tenant.post(files, { file_id: after.id, client_visible: true })
    expect((await portal.post(approvePath(asked.id), { sha256: first.sha256 })).body.code).toBe('illegal_move')
    const again = await ask(milestone.id, contact.id)
    const stale = await portal.post(approvePath(again.id), { sha256: first.sha256 })
    expect(stale.body.code).toBe('snapshot_changed')
    expect((await portal.post(approvePath(again.id), { sha256: stale.body.sha256 })).status).toBe(200)
    const late = await uploadFile(harness, tenant, 'late.txt', 'three')
    const refused = await tenant.post(files, { file_id: late.id, client_visible: true })
    expect(refused.body).toMatchObject({ code: 'illegal_move', legal_moves: ['withdraw_approval'] })
    expect((await tenant.delete(`${files}/${after.id}`)).status).toBe(409)
  })

  it('when it is withdrawn and requested again', async () => {
    const { milestone, contact, portal, approval } = await askApproval(harness, tenant, plan)
    const first = await shown(portal, approval.id)
    await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'A pause.' })
    const again = await ask(milestone.id, contact.id)
    expect((await portal.post(approvePath(approval.id), { sha256: first.sha256 })).body.code).toBe('illegal_move')
    expect((await portal.post(approvePath(again.id), { sha256: first.sha256 })).body.code).toBe('snapshot_changed')
    expect(await draftsOf(milestone.id)).toEqual([])
  })

  it('when the engagement has another name', async () => {
    const { portal, approval, engagement } = await askApproval(harness, tenant, plan)
    const first = await shown(portal, approval.id)
    await tenant.patch(`/v1/engagements/${engagement.id}`, { name: 'Another' })
    expect((await portal.post(approvePath(approval.id), { sha256: first.sha256 })).body.code).toBe('snapshot_changed')
  })
})

describe('who decides', () => {
  it('is the contact who was asked, in a session that acts for them, and never a key', async () => {
    const { approval, portal, engagement, company, contact } = await askApproval(harness, tenant)
    const { sha256 } = await shown(portal, approval.id)
    expect((await tenant.post(approvePath(approval.id), { sha256 })).body.code).toBe('forbidden')
    const colleague = await makeContact(tenant, company.id)
    await tenant.post(`/v1/engagements/${engagement.id}/share`, { contact_id: colleague.id })
    const theirs = await openPortal(harness, tenant, colleague.id, [engagement.id])
    expect(await shown(theirs, approval.id)).toMatchObject({ status: 'requested', can_decide: false })
    expect((await theirs.post(approvePath(approval.id), { sha256 })).status).toBe(403)
    const small = await tenant.keyWith('embed_sessions:write')
    const reading = await openPortal(harness, tenant, contact.id, [engagement.id], { key: small })
    expect(await shown(reading, approval.id)).toMatchObject({ can_decide: false })
    expect((await reading.post(approvePath(approval.id), { sha256 })).status).toBe(403)
    expect((await reading.post(rejectPath(approval.id), { reason: 'No.' })).status).toBe(403)
    expect((await tenant.get(`/v1/approvals/${approval.id}`)).body.status).toBe('requested')
  })
})

describe('at the same instant', () => {
  it.each([[undefined], ['the-same-key']])(
    'billing-12: twenty approvals are one, and one draft (key %s)',
    async (key) => {
      const { approval, portal, milestone, engagement } = await askApproval(harness, tenant)
      const { sha256 } = await shown(portal, approval.id)
      const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key }
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => portal.post(approvePath(approval.id), { sha256 }, { headers })),
      )
      const statuses = answers.map(({ status }) => status)
      expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(1)
      expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
      if (key === undefined) expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(await draftsOf(milestone.id)).toHaveLength(1)
      const items = await itemsOf(engagement.id)
      expect(items.map((item: TestAnswer['body']) => item.billed.amount)).toEqual([480000, 43438])
      const rows = await harness.admin('select 1 from approval_evidence where tenant_id = $1', [tenant.tenantId])
      expect(rows).toHaveLength(1)
    },
  )

  it('approve, reject, withdraw and edit leave one story', async () => {
    for (let round = 0; round < 8; round++) {
      const { approval, portal, milestone, engagement } = await askApproval(harness, tenant)
      const { sha256 } = await shown(portal, approval.id)
      await Promise.all([
        portal.post(approvePath(approval.id), { sha256 }),
        portal.post(rejectPath(approval.id), { reason: 'No.' }),
        tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Wait.' }),
        tenant.patch(`/v1/milestones/${milestone.id}`, { name: 'Renamed' }),
      ])
      const { status } = (await tenant.get(`/v1/approvals/${approval.id}`)).body
      const now = (await tenant.get(`/v1/milestones/${milestone.id}`)).body.status
      const drafts = await draftsOf(milestone.id)
      const earned = (await itemsOf(engagement.id)).map((item: TestAnswer['body']) => item.earned.amount)
      const [evidence] = await harness.admin<{ decision: string }>(
        'select decision from approval_evidence where tenant_id = $1 and approval_id = $2',
        [tenant.tenantId, toRow(approval.id)],
      )
      if (status === 'approved') {
        expect([now, drafts.length, earned, evidence?.decision]).toEqual(['approved', 1, [480000, 43438], 'approved'])
      } else if (status === 'rejected') {
        expect([now, drafts.length, earned, evidence?.decision]).toEqual(['planned', 0, [0, 0], 'rejected'])
      } else {
        expect([status, now, drafts.length, earned]).toEqual(['withdrawn', 'delivered', 0, [0, 0]])
      }
    }
  })

  it('one request stands', async () => {
    const { milestone, contact, approval } = await askApproval(harness, tenant)
    await tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Again.' })
    const body = { milestone_id: milestone.id, contact_id: contact.id }
    const answers = await Promise.all(Array.from({ length: 10 }, () => tenant.post('/v1/approvals', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
  })
})

describe('evidence', () => {
  it('can be inserted and neither changed nor deleted by the app', async () => {
    const grants = await harness.admin<{ privilege_type: string }>(
      `select privilege_type from information_schema.role_table_grants
        where table_name = 'approval_evidence' and grantee = 'agencyops_app' order by 1`,
    )
    expect(grants.map((row) => row.privilege_type)).toEqual(['INSERT', 'SELECT'])
  })
})
