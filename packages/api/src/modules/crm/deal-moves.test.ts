import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let companyId: string
let stages: { id: string; name: string }[]

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  companyId = (await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })).body.id
  stages = (await tenant.get('/v1/stages')).body.data
})
afterAll(() => harness.close())

const item = (price = '100') => ({ name: 'Work', unit_price: price, tax_percent: '21' })
const open = async (more: object = {}) =>
  (await tenant.post('/v1/deals', { name: 'Relaunch', company_id: companyId, scope_items: [item()], ...more })).body
const history = async (id: string) => (await tenant.get(`/v1/deals/${id}/stage_transitions`)).body.data

describe('a deal', () => {
  it('moves, and keeps each step', async () => {
    const deal = await open()
    const moved = await tenant.post(
      `/v1/deals/${deal.id}/move`,
      { stage_id: stages[2]?.id },
      { headers: { 'If-Match': '"1"' } },
    )
    expect(moved.body).toMatchObject({
      stage_id: stages[2]?.id,
      probability: '0.6',
      weighted_value: { amount: 6000 },
      version: 2,
    })
    expect((await tenant.post(`/v1/deals/${deal.id}/move`, { stage_id: stages[2]?.id })).body.version).toBe(2)
    expect(
      (await tenant.post(`/v1/deals/${deal.id}/move`, { stage_id: stages[0]?.id }, { headers: { 'If-Match': '"1"' } }))
        .status,
    ).toBe(412)
    expect(await history(deal.id)).toMatchObject([
      { from_stage_id: null, to_stage_id: stages[0]?.id, to_status: 'open', probability: '0.1' },
      {
        from_stage_id: stages[0]?.id,
        to_stage_id: stages[2]?.id,
        value: { amount: 10000, currency: 'EUR' },
        probability: '0.6',
      },
    ])
  })

  it('pipeline-01: an override of 0 counts', async () => {
    const deal = await open({ probability_override: '0' })
    expect(deal).toMatchObject({ probability: '0', probability_override: '0', weighted_value: { amount: 0 } })
    const { body } = await tenant.patch(`/v1/deals/${deal.id}`, { probability_override: null })
    expect(body).toMatchObject({ probability: '0.1', probability_override: null, weighted_value: { amount: 1000 } })
  })

  it('pipeline-02: editing a lost deal neither revives it nor moves its probability', async () => {
    const deal = await open()
    const [reason] = (await tenant.get('/v1/lost_reasons')).body.data
    const lost = await tenant.post(`/v1/deals/${deal.id}/lose`, { lost_reason_id: reason.id, note: 'Too dear' })
    expect(lost.body).toMatchObject({
      status: 'lost',
      lost_reason_id: reason.id,
      probability: '0',
      weighted_value: { amount: 0 },
    })
    const before = await history(deal.id)
    const edited = await tenant.patch(`/v1/deals/${deal.id}`, { tags: ['2027'], probability_override: '0.5' })
    expect(edited.body).toMatchObject({
      status: 'lost',
      lost_reason_id: reason.id,
      tags: ['2027'],
      probability: '0',
      weighted_value: { amount: 0 },
    })
    expect(await history(deal.id)).toEqual(before)
    for (const move of ['win', 'lose', 'move']) {
      const body = { win: {}, lose: { lost_reason_id: reason.id }, move: { stage_id: stages[1]?.id } }[move]
      expect((await tenant.post(`/v1/deals/${deal.id}/${move}`, body)).body).toMatchObject({
        code: 'illegal_move',
        legal_moves: ['reopen'],
      })
    }
    const reopened = await tenant.post(`/v1/deals/${deal.id}/reopen`)
    expect(reopened.body).toMatchObject({
      status: 'open',
      lost_reason_id: null,
      lost_at: null,
      probability: '0.5',
      weighted_value: { amount: 5000 },
    })
    expect(await history(deal.id)).toHaveLength(3)
  })

  it('tenancy-04: its status and value are not written by a patch', async () => {
    const deal = await open()
    for (const [field, value, by] of [
      ['status', 'won', 'win'],
      ['value', 1, 'scope items'],
      ['stage_id', stages[1]?.id, 'move'],
    ] as const) {
      const { status, body } = await tenant.patch(`/v1/deals/${deal.id}`, { [field]: value })
      expect(status).toBe(422)
      expect(body.errors).toMatchObject([
        { code: 'read_only', pointer: `#/${field}`, detail: expect.stringContaining(by) },
      ])
    }
    expect((await tenant.get(`/v1/deals/${deal.id}`)).body.version).toBe(1)
  })

  it('api-06: a patch changes what it names and nothing else', async () => {
    const { scope_items: _, planned_milestones: __, ...deal } = await open({ tags: ['ferry'], close_on: '2026-12-18' })
    const { body } = await tenant.patch(`/v1/deals/${deal.id}`, { next_step: 'call' })
    expect(body).toEqual({ ...deal, next_step: 'call', version: 2, updated_at: body.updated_at })
    const events = await harness.admin(
      'select changed from event where subject_id = (select id from deal where next_step = $1 and tenant_id = $2) and type = $3',
      ['call', tenant.tenantId, 'deal.updated'],
    )
    expect(events).toEqual([{ changed: ['next_step'] }])
  })

  it('changes its currency only while nothing is sold in it', async () => {
    const empty = await open({ scope_items: [] })
    expect((await tenant.patch(`/v1/deals/${empty.id}`, { currency: 'USD' })).body.value).toEqual({
      amount: 0,
      currency: 'USD',
    })
    const deal = await open()
    expect((await tenant.patch(`/v1/deals/${deal.id}`, { currency: 'USD' })).body.errors).toMatchObject([
      { pointer: '#/currency' },
    ])
    expect((await tenant.patch(`/v1/deals/${empty.id}`, { currency: 'XXZ' })).body.errors).toMatchObject([
      { code: 'unknown_value' },
    ])
  })

  it('says what comes next and when, and since when it stands in its stage', async () => {
    const deal = await open({ next_step: 'Call', next_step_on: '2026-12-03' })
    expect(deal).toMatchObject({ next_step_on: '2026-12-03', stage_entered_at: deal.created_at })
    expect(deal).not.toHaveProperty('position')
    const { body } = await tenant.patch(`/v1/deals/${deal.id}`, { next_step_on: null })
    expect(body).toMatchObject({ next_step: 'Call', next_step_on: null, version: 2 })
    const clone = await tenant.post(`/v1/deals/${deal.id}/clone`, {})
    expect(clone.body).toMatchObject({ next_step: null, next_step_on: null })
    expect((await tenant.patch(`/v1/deals/${deal.id}`, { stage_entered_at: null })).body.errors).toMatchObject([
      { code: 'read_only', pointer: '#/stage_entered_at', detail: expect.stringContaining('move and reopen') },
    ])
  })

  it('is cloned with its scope and plan', async () => {
    const deal = await open({
      scope_items: [
        { ...item('4800'), key: 'a' },
        { ...item('0.3475'), quantity: '1250', key: 'b' },
      ],
      planned_milestones: [
        {
          name: 'Half',
          bills: [
            { key: 'a', percent: '50' },
            { key: 'b', amount: { amount: 100, currency: 'EUR' } },
          ],
        },
      ],
    })
    const { status, body } = await tenant.post(`/v1/deals/${deal.id}/clone`, { name: 'Again' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ name: 'Again', status: 'open', value: deal.value, stage_id: stages[0]?.id })
    expect(body.planned_milestones[0].bills).toMatchObject([
      { scope_item_id: body.scope_items[0].id, percent: '50' },
      { scope_item_id: body.scope_items[1].id, amount: { amount: 100 } },
    ])
  })

  it('is found by its external reference, and upserted once', async () => {
    const external_ref = { system: 'crm', id: '006-42' }
    const put = (body: object) =>
      tenant.put('/v1/deals', { name: 'From CRM', company_id: companyId, external_ref, ...body })
    const answers = await Promise.all([1, 2, 3, 4].map(() => put({})))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    const id = answers[0]?.body.id
    expect((await put({ name: 'Renamed' })).body).toMatchObject({ id, name: 'Renamed' })
    expect((await tenant.post('/v1/deals', { name: 'Twin', company_id: companyId, external_ref })).body).toMatchObject({
      status: 409,
      conflicting_id: id,
    })
    await tenant.post(`/v1/deals/${id}/archive`)
    expect((await put({ name: 'Revived' })).body).toMatchObject({ status: 409, code: 'conflict', conflicting_id: id })
  })

  it('abuse-23: is not archived while its money is open', async () => {
    const deal = await open()
    await tenant.post(`/v1/deals/${deal.id}/win`)
    expect((await tenant.post(`/v1/deals/${deal.id}/archive`)).body).toMatchObject({
      status: 409,
      open_records: [deal.scope_items[0].id],
    })
  })
})

describe('lists of deals', () => {
  it('api-03: pages over equal sort keys show every row once', async () => {
    const other = await harness.mintTenant()
    const company = (await other.post('/v1/companies', { name: 'Equal' })).body.id
    const rows = Array.from({ length: 7 }, (_, index) => ({
      name: `Deal ${index}`,
      company_id: company,
      ...(index < 5 && { close_on: '2026-12-18' }),
      scope_items: [item('10')],
    }))
    const made = await other.post('/v1/deals/batch', { rows })
    expect(made.body.results).toHaveLength(7)
    for (const sort of ['created_at', 'updated_at', 'value', 'close_on'].flatMap((name) => [name, `-${name}`])) {
      const seen: { id: string; close_on: string | null }[] = []
      let cursor = ''
      let pages = 0
      do {
        const { body } = await other.get(`/v1/deals?limit=3&sort=${sort}${cursor && `&cursor=${cursor}`}`)
        seen.push(...body.data)
        cursor = body.next_cursor ?? ''
        pages += 1
        if (pages === 1) {
          expect((await other.get(`/v1/deals?limit=3&sort=${sort}&status=open&cursor=${cursor}`)).body.code).toBe(
            'cursor_mismatch',
          )
        }
      } while (cursor)
      expect(pages).toBe(3)
      expect(new Set(seen.map(({ id }) => id)).size).toBe(7)
      if (sort.endsWith('close_on')) expect(seen.slice(-2).map((deal) => deal.close_on)).toEqual([null, null])
    }
  })

  it('expand their companies for who may read them', async () => {
    const { body } = await tenant.get(`/v1/deals?company_id=${companyId}&expand=company&limit=2`)
    expect(body.data.map((deal: { company: { name: string } }) => deal.company.name)).toEqual([
      'Oakmere Ferries',
      'Oakmere Ferries',
    ])
    const key = await tenant.keyWith('deals:read')
    expect((await tenant.get('/v1/deals?expand=company', { key })).body.code).toBe('insufficient_scope')
    expect(
      (await tenant.get('/v1/deals?status=won&status=lost', { key })).body.data.every(
        (deal: { status: string }) => deal.status !== 'open',
      ),
    ).toBe(true)
  })
})

describe('a batch of deals', () => {
  it('is kept whole or not at all, or row by row', async () => {
    const good = { name: 'Good', company_id: companyId, scope_items: [item()] }
    const bad = { name: 'Bad', company_id: companyId, currency: 'XXZ' }
    const count = async () =>
      (
        await harness.admin<{ n: number }>('select count(*)::int as n from deal where tenant_id = $1', [
          tenant.tenantId,
        ])
      )[0]?.n ?? 0
    const before = await count()
    const whole = await tenant.post('/v1/deals/batch', { rows: [good, bad] })
    expect(whole.body.errors).toMatchObject([{ pointer: '#/rows/1/currency' }])
    expect(await count()).toBe(before)
    const partial = await tenant.post('/v1/deals/batch?partial=true', { rows: [good, bad, good] })
    expect(partial.body.results).toMatchObject([
      { index: 0, status: 201, data: { name: 'Good' } },
      { index: 1, status: 422, problem: { code: 'invalid_request', errors: [{ pointer: '#/currency' }] } },
      { index: 2, status: 201 },
    ])
    expect(await count()).toBe(before + 2)
  })

  it('of 1,000 takes moments', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => ({
      name: `Deal ${index}`,
      company_id: companyId,
      scope_items: [item('1')],
    }))
    const { status, body } = await tenant.post('/v1/deals/batch', { rows })
    expect(status).toBe(200)
    expect(body.results).toHaveLength(1000)
  })
})
