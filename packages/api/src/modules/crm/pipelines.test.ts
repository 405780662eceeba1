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

const stages = async () =>
  (await tenant.get('/v1/stages')).body.data as {
    id: string
    name: string
    position: number
    probability: string
    version: number
  }[]

describe('pipelines', () => {
  it('begin with stages and lost reasons', async () => {
    expect((await stages()).map(({ name, probability }) => [name, probability])).toEqual([
      ['Lead', '0.1'],
      ['Qualified', '0.3'],
      ['Proposal', '0.6'],
      ['Negotiation', '0.8'],
    ])
    const reasons = (await tenant.get('/v1/lost_reasons')).body.data
    expect(reasons.map(({ name }: { name: string }) => name)).toEqual(['Price', 'Timing', 'Competitor', 'No decision'])
    const revisions = await harness.admin('select name from stage_revision where tenant_id = $1', [tenant.tenantId])
    expect(revisions).toHaveLength(4)
  })

  it('hold one default, which is never archived', async () => {
    const [old] = (await tenant.get('/v1/pipelines')).body.data
    const { body: partners } = await tenant.post('/v1/pipelines', { name: 'Partner sales' })
    expect(partners.is_default).toBe(false)
    expect((await tenant.patch(`/v1/pipelines/${partners.id}`, { is_default: true })).body).toMatchObject({
      is_default: true,
      version: 2,
    })
    expect((await tenant.get(`/v1/pipelines/${old.id}`)).body).toMatchObject({ is_default: false, version: 2 })
    expect((await tenant.post(`/v1/pipelines/${partners.id}/archive`)).status).toBe(409)
    await tenant.patch(`/v1/pipelines/${old.id}`, { is_default: true })
    expect((await tenant.post(`/v1/pipelines/${partners.id}/archive`)).body.archived_at).not.toBeNull()
  })

  it('keep their stages in order, each change with a revision', async () => {
    const [lead] = await stages()
    const pipelineId = (await tenant.get('/v1/pipelines')).body.data[0].id
    const added = (
      await tenant.post('/v1/stages', { pipeline_id: pipelineId, name: 'First talk', probability: '0.05', position: 1 })
    ).body
    expect((await stages()).map(({ name, position }) => `${position} ${name}`)).toEqual([
      '1 First talk',
      '2 Lead',
      '3 Qualified',
      '4 Proposal',
      '5 Negotiation',
    ])
    await tenant.patch(`/v1/stages/${added.id}`, { position: 3 })
    expect((await stages()).map(({ name, position }) => `${position} ${name}`)).toEqual([
      '1 Lead',
      '2 Qualified',
      '3 First talk',
      '4 Proposal',
      '5 Negotiation',
    ])
    const revisions = await harness.admin<{ n: number }>(
      `select count(*)::int as n from stage_revision r join stage s on s.id = r.stage_id where s.name = 'Lead' and r.tenant_id = $1`,
      [tenant.tenantId],
    )
    expect(revisions[0]?.n).toBe(3)
    expect(lead?.name).toBe('Lead')
    await tenant.post(`/v1/stages/${added.id}/archive`)
    expect(await stages()).toHaveLength(4)
  })

  it('pipeline-03: a stage’s new probability weighs its open deals anew, and the old one stays on record', async () => {
    const [, qualified] = await stages()
    const deal = async (extra: object) =>
      (
        await tenant.post('/v1/deals', {
          name: 'Weighed',
          company_id: companyId,
          stage_id: qualified?.id,
          scope_items: [{ name: 'Work', unit_price: '0.33', tax_percent: '21' }],
          ...extra,
        })
      ).body
    const plain = await deal({})
    const own = await deal({ probability_override: '0' })
    const patched = await tenant.patch(`/v1/stages/${qualified?.id}`, { probability: '0.5' })
    expect(patched.body.probability).toBe('0.5')
    expect((await tenant.get(`/v1/deals/${plain.id}`)).body).toMatchObject({
      probability: '0.5',
      weighted_value: { amount: 17 },
      version: 2,
    })
    expect((await tenant.get(`/v1/deals/${own.id}`)).body).toMatchObject({
      probability: '0',
      weighted_value: { amount: 0 },
      version: 1,
    })
    const revisions = await harness.admin<{ probability: string }>(
      'select probability from stage_revision where stage_id = (select id from stage where name = $1 and tenant_id = $2) order by id',
      ['Qualified', tenant.tenantId],
    )
    expect(revisions.map(({ probability }) => probability).slice(-1)).toEqual(['0.5'])
    expect((await tenant.post(`/v1/stages/${qualified?.id}/archive`)).body).toMatchObject({
      status: 409,
      code: 'conflict',
    })
  })
})
