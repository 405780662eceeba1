import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askApproval, uploadFile, WHOLE_PLAN } from '../../testing/approval-story.ts'
import { winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(async () => {
  tenant = await harness.mintTenant()
})

const itemsOf = async (engagementId: string) =>
  (await tenant.get(`/v1/scope_items?engagement_id=${engagementId}`)).body.data

describe('a won deal', () => {
  it('answers its project and the milestones that it planned', async () => {
    const { won, engagement } = await winEngagement(tenant, WHOLE_PLAN)
    expect(Object.keys(won)).toEqual(['deal', 'engagement', 'project', 'milestones'])
    expect(won.project).toMatchObject({ name: 'Timetable relaunch', engagement_id: engagement.id, status: 'active' })
    const [design, print] = await itemsOf(engagement.id)
    expect(won.milestones).toMatchObject([
      {
        name: 'Design accepted',
        due_on: '2026-12-11',
        status: 'planned',
        project_id: won.project.id,
        bills: [
          { scope_item_id: design.id, percent: '100', amount: null },
          { scope_item_id: print.id, percent: '100', amount: null },
        ],
      },
    ])
    expect((await tenant.get(`/v1/milestones/${won.milestones[0].id}`)).body).toEqual(won.milestones[0])
    expect((await tenant.get(`/v1/projects/${won.project.id}`)).body).toEqual(won.project)
    expect((await tenant.get(`/v1/projects?engagement_id=${engagement.id}`)).body.data).toEqual([won.project])
    const renamed = await tenant.patch(`/v1/projects/${won.project.id}`, { name: 'Phase one', status: 'completed' })
    expect(renamed.body).toMatchObject({ name: 'Phase one', status: 'completed', version: 2 })
  })

  it('leaves nothing of a dry run', async () => {
    const company = (await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })).body
    const deal = await tenant.post('/v1/deals', {
      name: 'Dry',
      company_id: company.id,
      scope_items: [{ key: 'design', name: 'Design', unit_price: '4800', tax_percent: '21' }],
      planned_milestones: [{ name: 'One', bills: [{ key: 'design', percent: '100' }] }],
    })
    const dry = await tenant.post(`/v1/deals/${deal.body.id}/win?dry_run=true`)
    expect(dry.body.milestones).toHaveLength(1)
    expect((await tenant.get('/v1/milestones')).body.data).toEqual([])
    expect((await tenant.get('/v1/projects')).body.data).toEqual([])
  })
})

describe('a milestone', () => {
  it('is planned, listed, delivered and taken back', async () => {
    const { engagement, won } = await winEngagement(tenant)
    const made = await tenant.post('/v1/milestones', { engagement_id: engagement.id, name: 'Kick-off' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ status: 'planned', bills: [], position: 1, project_id: won.project.id })
    const path = `/v1/milestones/${made.body.id}`
    const later = await tenant.post('/v1/milestones', {
      engagement_id: engagement.id,
      name: 'Launch',
      due_on: '2027-02-01',
    })
    const listed = async (query: string) =>
      (await tenant.get(`/v1/milestones?${query}`)).body.data.map(({ name }: { name: string }) => name)
    expect(await listed(`engagement_id=${engagement.id}`)).toEqual(['Kick-off', 'Launch'])
    expect(await listed('sort=due_on')).toEqual(['Launch', 'Kick-off'])
    expect(await listed('due_on[gte]=2027-01-01&due_on[lte]=2027-02-01')).toEqual(['Launch'])
    expect(await listed('due_on[gte]=2027-02-02')).toEqual([])
    const first = await tenant.get('/v1/milestones?sort=-due_on&limit=1')
    expect(first.body.data[0].name).toBe('Kick-off')
    const next = await tenant.get(`/v1/milestones?sort=-due_on&limit=1&cursor=${first.body.next_cursor}`)
    expect(next.body.data[0].id).toBe(later.body.id)
    expect((await tenant.post(`${path}/revert`)).body).toMatchObject({ code: 'illegal_move', legal_moves: ['deliver'] })
    expect((await tenant.post(`${path}/deliver`, undefined, { headers: { 'If-Match': '"9"' } })).status).toBe(412)
    expect((await tenant.post(`${path}/deliver`)).body).toMatchObject({ status: 'delivered', version: 2 })
    expect((await tenant.post(`${path}/deliver`)).body.legal_moves).toEqual(['revert', 'request_approval'])
    expect((await tenant.post(`${path}/revert`)).body).toMatchObject({ status: 'planned', delivered_at: null })
    expect((await tenant.patch(path, { name: 'Kick-off' })).body.version).toBe(3)
  })

  it('bills no more of a scope item than there is', async () => {
    const { engagement } = await winEngagement(tenant)
    const [design, print] = await itemsOf(engagement.id)
    const plan = (bills: unknown[]) =>
      tenant.post('/v1/milestones', { engagement_id: engagement.id, name: 'Part', bills })
    const half = await plan([{ scope_item_id: design.id, percent: '60' }])
    expect(half.status).toBe(201)
    const much = await plan([{ scope_item_id: design.id, percent: '40.01' }])
    expect(much.body).toMatchObject({
      code: 'invalid_amount',
      errors: [{ pointer: '#/bills/0/percent', code: 'too_large' }],
    })
    const mixed = await plan([{ scope_item_id: design.id, amount: { amount: 100, currency: 'EUR' } }])
    expect(mixed.body.errors).toMatchObject([{ code: 'mixed_basis' }])
    const negative = await plan([{ scope_item_id: print.id, amount: { amount: -100, currency: 'EUR' } }])
    expect(negative.body.errors).toMatchObject([{ code: 'wrong_sign' }])
    const beyond = await plan([{ scope_item_id: print.id, amount: { amount: 43439, currency: 'EUR' } }])
    expect(beyond.body.errors).toMatchObject([{ code: 'too_large' }])
    const foreign = await plan([{ scope_item_id: print.id, amount: { amount: 1, currency: 'USD' } }])
    expect(foreign.body.errors).toMatchObject([{ pointer: '#/bills/0/amount/currency' }])
    const both = await plan([{ scope_item_id: print.id, percent: '1', amount: { amount: 1, currency: 'EUR' } }])
    expect(both.body.errors).toMatchObject([{ code: 'conflicting' }])
    const other = await winEngagement(tenant)
    const [elsewhere] = await itemsOf(other.engagement.id)
    expect((await plan([{ scope_item_id: elsewhere.id, percent: '1' }])).body.errors).toMatchObject([
      { code: 'unknown_record', pointer: '#/bills/0/scope_item_id' },
    ])
    const path = `/v1/milestones/${half.body.id}`
    expect((await tenant.patch(path, { bills: [{ scope_item_id: design.id, percent: '100' }] })).status).toBe(200)
    expect((await itemsOf(engagement.id))[0].planned_percent).toBe('100')
    const freed = await tenant.patch(path, {
      bills: [{ scope_item_id: design.id, amount: { amount: 480000, currency: 'EUR' } }],
    })
    expect(freed.body.bills).toMatchObject([{ percent: null, amount: { amount: 480000, currency: 'EUR' } }])
    expect((await tenant.patch(path, { bills: [] })).body.bills).toEqual([])
    expect((await itemsOf(engagement.id))[0].planned_percent).toBe('0')
  })

  it('two at once bill no more than there is', async () => {
    const { engagement } = await winEngagement(tenant)
    const [design] = await itemsOf(engagement.id)
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        tenant.post('/v1/milestones', {
          engagement_id: engagement.id,
          name: `Part ${index}`,
          bills: [{ scope_item_id: design.id, percent: '30' }],
        }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 422, 422, 422, 422, 422])
    expect((await itemsOf(engagement.id))[0].planned_percent).toBe('90')
  })

  it('of another tenant, and of an engagement out of reach, looks absent', async () => {
    const { engagement, won } = await winEngagement(tenant, WHOLE_PLAN)
    const other = await harness.mintTenant()
    expect((await other.get(`/v1/milestones/${won.milestones[0].id}`)).status).toBe(404)
    expect((await other.post(`/v1/milestones/${won.milestones[0].id}/deliver`)).status).toBe(404)
    expect((await other.patch(`/v1/projects/${won.project.id}`, { name: 'x' })).status).toBe(404)
    expect((await other.post('/v1/milestones', { engagement_id: engagement.id, name: 'x' })).status).toBe(422)
  })

  it('is not planned in an engagement that is completed', async () => {
    const { engagement } = await winEngagement(tenant)
    await tenant.post(`/v1/engagements/${engagement.id}/complete`)
    const refused = await tenant.post('/v1/milestones', { engagement_id: engagement.id, name: 'Late' })
    expect(refused.body).toMatchObject({ code: 'illegal_move', legal_moves: ['reactivate'] })
  })

  it('shows its files as part of what is approved', async () => {
    const { milestone, portal, approval } = await askApproval(harness, tenant)
    const path = `/v1/milestones/${milestone.id}/files`
    const inner = await uploadFile(harness, tenant, 'hours.txt', 'internal')
    const outer = await uploadFile(harness, tenant, 'design.txt', 'the design')
    expect((await tenant.post(path, { file_id: inner.id })).body.client_visible).toBe(false)
    expect((await tenant.get(`/v1/approvals/${approval.id}`)).body.status).toBe('requested')
    await tenant.post(path, { file_id: outer.id, client_visible: true })
    expect((await tenant.get(`/v1/approvals/${approval.id}`)).body).toMatchObject({
      status: 'withdrawn',
      withdrawn_reason: 'changed',
    })
    expect((await tenant.get(path)).body.data).toHaveLength(2)
    expect((await portal.get('/v1/portal/files')).body.data).toMatchObject([{ id: outer.id, sha256: outer.sha256 }])
    expect((await portal.get(`/v1/portal/files/${outer.id}/content`)).body).toBe('the design')
    expect((await portal.get(`/v1/portal/files/${inner.id}/content`)).status).toBe(404)
    expect((await tenant.delete(`${path}/${outer.id}`)).status).toBe(204)
    expect((await tenant.delete(`${path}/${outer.id}`)).status).toBe(204)
    expect((await portal.get(`/v1/portal/files/${outer.id}/content`)).status).toBe(404)
  })
})
