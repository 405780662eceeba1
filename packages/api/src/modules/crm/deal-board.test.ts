import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, TenantDb } from '../../db/database.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let companyId: string
let stages: { id: string; name: string; pipeline_id: string }[]

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  companyId = (await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })).body.id
  stages = (await tenant.get('/v1/stages')).body.data
})
afterAll(() => harness.close())

const item = (price = '100') => ({ name: 'Work', unit_price: price, tax_percent: '21' })
const priced = (price: string) => ({ scope_items: [item(price)] })

/** A stage of its own in the default pipeline, so that each test has an empty column. */
async function column(): Promise<string> {
  const input = { pipeline_id: stages[0]?.pipeline_id, name: 'Column', probability: '0.5' }
  return (await tenant.post('/v1/stages', input)).body.id
}
const open = async (name: string, stage_id: string, more: object = {}) =>
  (await tenant.post('/v1/deals', { name, company_id: companyId, stage_id, ...more })).body
const read = async (stageId: string, query = '') =>
  (await tenant.get(`/v1/deals/board?stage_id=${stageId}${query}`)).body.columns[0]
type Card = { deal: { id: string; name: string } }
const names = async (stageId: string) => (await read(stageId)).cards.map(({ deal }: Card) => deal.name)
const move = (id: string, stage_id: string | undefined) => tenant.post(`/v1/deals/${id}/move`, { stage_id })

describe('the board', () => {
  it('has the stages of the default pipeline in their order, with what a card shows', async () => {
    const [owner] = (await tenant.get('/v1/persons')).body.data
    const deal = await open('Relaunch', stages[1]?.id as string, {
      owner_id: owner.id,
      next_step: 'Call',
      next_step_on: '2026-12-03',
      ...priced('100'),
    })
    const { status, body } = await tenant.get('/v1/deals/board')
    expect(status).toBe(200)
    expect(body.pipeline_id).toBe(stages[0]?.pipeline_id)
    expect(body.columns.map((one: { stage: { id: string } }) => one.stage.id).slice(0, stages.length)).toEqual(
      stages.map(({ id }) => id),
    )
    const { scope_items: _, planned_milestones: __, ...shown } = deal
    expect(body.columns[1]).toEqual({
      stage: stages[1],
      count: 1,
      totals: [{ value: { amount: 10000, currency: 'EUR' }, weighted_value: shown.weighted_value }],
      cards: [
        {
          position: expect.stringMatching(/^[0-9A-Za-z]+$/),
          deal: shown,
          company: { id: companyId, name: 'Oakmere Ferries' },
          owner: { id: owner.id, name: owner.name },
        },
      ],
      next_cursor: null,
    })
    expect(body.columns[0]).toMatchObject({ count: 0, totals: [], cards: [], next_cursor: null })
  })

  it('shows open deals only, newest first, and none that is archived', async () => {
    const stage = await column()
    const [won, lost, archived] = [
      await open('Won', stage, priced('1')),
      await open('Lost', stage),
      await open('Archived', stage),
    ]
    await open('Old', stage)
    await open('New', stage)
    await tenant.post(`/v1/deals/${won.id}/win`)
    const [reason] = (await tenant.get('/v1/lost_reasons')).body.data
    await tenant.post(`/v1/deals/${lost.id}/lose`, { lost_reason_id: reason.id })
    await tenant.post(`/v1/deals/${archived.id}/archive`)
    expect(await names(stage)).toEqual(['New', 'Old'])
    expect(await read(stage)).toMatchObject({ count: 2 })
    await tenant.post(`/v1/deals/${lost.id}/reopen`)
    expect(await names(stage)).toEqual(['Lost', 'New', 'Old'])
  })

  it('pipeline-07: totals never add unlike currencies', async () => {
    const stage = await column()
    for (const [price, currency] of [
      ['2500', 'USD'],
      ['1000', 'EUR'],
      ['50', 'KWD'],
    ] as const)
      await open('Deal', stage, { currency, ...priced(price) })
    const { count, totals } = await read(stage)
    expect(count).toBe(3)
    expect(totals.map(({ value }: { value: object }) => value)).toEqual([
      { amount: 100000, currency: 'EUR' },
      { amount: 50000, currency: 'KWD' },
      { amount: 250000, currency: 'USD' },
    ])
    expect(totals[0].weighted_value).toEqual({ amount: 50000, currency: 'EUR' })
  })

  it('pipeline-08: the header of a column sums all its deals, and its cards come page by page', async () => {
    const stage = await column()
    const rows = Array.from({ length: 1000 }, (_, index) => ({
      name: `Deal ${index}`,
      company_id: companyId,
      stage_id: stage,
      scope_items: [item('123')],
    }))
    await tenant.post('/v1/deals/batch', { rows })
    const first = await read(stage)
    expect(first).toMatchObject({ count: 1000, totals: [{ value: { amount: 12_300_000, currency: 'EUR' } }] })
    expect(first.cards).toHaveLength(50)
    const seen: string[] = first.cards.map(({ deal }: Card) => deal.name)
    for (let cursor = first.next_cursor; cursor !== null; ) {
      const page = await read(stage, `&limit=200&cursor=${cursor}`)
      expect(page.count).toBe(1000)
      seen.push(...page.cards.map(({ deal }: Card) => deal.name))
      cursor = page.next_cursor
    }
    expect(seen).toEqual(rows.map(({ name }) => name))
    await move(first.cards[7].deal.id, await column())
    expect(await read(stage)).toMatchObject({ count: 999, totals: [{ value: { amount: 12_287_700 } }] })
    const other = await column()
    expect((await tenant.get(`/v1/deals/board?stage_id=${other}&cursor=${first.next_cursor}`)).body.code).toBe(
      'cursor_mismatch',
    )
    expect((await tenant.get(`/v1/deals/board?cursor=${first.next_cursor}`)).body.errors).toMatchObject([
      { code: 'needs_stage', parameter: 'cursor' },
    ])
  })

  it('finds by words of the deal or its company, and by owner', async () => {
    const stage = await column()
    const other = (await tenant.post('/v1/companies', { name: 'Café Brackwater' })).body.id
    const [owner] = (await tenant.get('/v1/persons')).body.data
    await open('Timetable', stage, { owner_id: owner.id })
    await open('Menu cards', stage, { company_id: other, ...priced('5') })
    const found = async (query: string, key?: string) => {
      const { body } = await tenant.get(`/v1/deals/board?stage_id=${stage}&${query}`, key ? { key } : {})
      const [{ count, cards, totals }] = body.columns
      return [count, cards.map(({ deal }: Card) => deal.name), totals.length]
    }
    expect(await found('q=TIMETABLE')).toEqual([1, ['Timetable'], 1])
    expect(await found('q=cafe+brack')).toEqual([1, ['Menu cards'], 1])
    expect(await found(`owner_id=${owner.id}`)).toEqual([1, ['Timetable'], 1])
    expect(await found('q=%25')).toEqual([0, [], 0])
    const narrow = await tenant.keyWith('deals:read', 'pipelines:read')
    expect(await found('q=brackwater', narrow)).toEqual([0, [], 0])
  })

  it('threat 29: names companies and owners only for who may read them, and the feed for who may follow it', async () => {
    const stage = await column()
    const [owner] = (await tenant.get('/v1/persons')).body.data
    await open('Deal', stage, { owner_id: owner.id })
    const key = await tenant.keyWith('deals:read', 'pipelines:read')
    const { body } = await tenant.get(`/v1/deals/board?stage_id=${stage}`, { key })
    expect(body.columns[0].cards).toMatchObject([{ deal: { name: 'Deal' }, company: null, owner: null }])
    expect(body.cursor).toBeNull()
    expect(JSON.stringify(body)).not.toMatch(/Oakmere|Mara/)
    for (const scopes of [['deals:read'], ['pipelines:read']] as const) {
      expect((await tenant.get('/v1/deals/board', { key: await tenant.keyWith(...scopes) })).status).toBe(403)
    }
  })

  it('shows no other tenant’s deals, and answers its pipelines and stages as absent ones', async () => {
    const other = await harness.mintTenant()
    const { body } = await other.get('/v1/deals/board')
    expect(body.columns.every(({ count }: { count: number }) => count === 0)).toBe(true)
    const absent = {
      pipeline_id: stages[0]?.pipeline_id.replace(/....$/, '0000'),
      stage_id: stages[0]?.id.replace(/....$/, '0000'),
    }
    for (const parameter of ['pipeline_id', 'stage_id'] as const) {
      const ask = async (id: string | undefined) => {
        const { status, body } = await other.get(`/v1/deals/board?${parameter}=${id}`)
        return { status, errors: body.errors }
      }
      const foreign = await ask(stages[0]?.[parameter === 'stage_id' ? 'id' : 'pipeline_id'])
      expect(foreign).toMatchObject({ status: 422, errors: [{ code: 'unknown_record', parameter }] })
      expect(await ask(absent[parameter])).toEqual(foreign)
    }
  })

  it('is a pipeline’s own where one is named, also without stages', async () => {
    const pipeline = (await tenant.post('/v1/pipelines', { name: 'Partners' })).body.id
    expect((await tenant.get(`/v1/deals/board?pipeline_id=${pipeline}`)).body).toMatchObject({
      pipeline_id: pipeline,
      columns: [],
    })
    const input = { pipeline_id: pipeline, name: 'Met', probability: '0.1' }
    const stage = (await tenant.post('/v1/stages', input)).body
    await open('Partner deal', stage.id)
    const { columns } = (await tenant.get(`/v1/deals/board?pipeline_id=${pipeline}`)).body
    expect(columns).toMatchObject([{ stage: { id: stage.id }, count: 1 }])
    expect((await tenant.get(`/v1/deals/board?pipeline_id=${pipeline}&stage_id=${stages[0]?.id}`)).status).toBe(422)
  })

  it('tells the tenant’s day, which in a sandbox is its clock’s', async () => {
    const elsewhere = await harness.mintTenant()
    await elsewhere.post('/v1/test_clock/freeze', {})
    await elsewhere.post('/v1/test_clock/advance', { to: '2027-04-12T10:00:00Z' })
    expect((await elsewhere.get('/v1/deals/board')).body.today).toBe('2027-04-12')
  })

  it('answers where the feed stood, so that what comes after is missed by nobody', async () => {
    const stage = await column()
    const { cursor } = (await tenant.get('/v1/deals/board')).body
    expect((await tenant.get(`/v1/events?after=${cursor}`)).body.data).toEqual([])
    const deal = await open('Next', stage)
    await move(deal.id, stages[0]?.id)
    const place = { pipeline_id: stages[0]?.pipeline_id, stage_id: stages[0]?.id }
    expect((await tenant.get(`/v1/events?after=${cursor}`)).body.data).toMatchObject([
      { type: 'deal.created', data: { pipeline_id: place.pipeline_id, stage_id: stage } },
      { type: 'deal.moved', data: { ...place, from_pipeline_id: place.pipeline_id, from_stage_id: stage } },
    ])
  })

  it('is read in three statements, however many stages and deals', async () => {
    const statements: number[] = []
    const counted = (db: TenantDb): TenantDb => {
      const count = <R>(many: number, result: R): R => {
        statements.push(many)
        return result
      }
      return {
        all: (one) => count(1, db.all(one)),
        first: (one) => count(1, db.first(one)),
        group: (...some) => count(some.length, db.group(...some)),
      }
    }
    const database: Database = { ...harness.database, bound: (...of) => counted(harness.database.bound(...of)) }
    const app = harness.anotherApp({ database })
    const ask = () => app.request('/v1/deals/board?q=e', { headers: { Authorization: `Bearer ${tenant.key}` } })
    await ask()
    statements.length = 0
    const { columns } = (await (await ask()).json()) as { columns: { count: number }[] }
    expect(columns.length).toBeGreaterThan(5)
    expect(columns.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(500)
    // The last two are how a sandbox’s clock stands; a live tenant’s is kept.
    expect(statements.toSorted()).toEqual([1, 2, 2])
  })
})
