import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeId } from '../../primitives/id.ts'
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

/** A stage of its own in the default pipeline, so that each test has an empty column. */
async function column(): Promise<string> {
  const input = { pipeline_id: stages[0]?.pipeline_id, name: 'Column', probability: '0.5' }
  return (await tenant.post('/v1/stages', input)).body.id
}
const open = async (name: string, stage_id: string) =>
  (await tenant.post('/v1/deals', { name, company_id: companyId, stage_id })).body
const read = async (stageId: string, query = '') =>
  (await tenant.get(`/v1/deals/board?stage_id=${stageId}${query}`)).body.columns[0]
type Card = { deal: { id: string; name: string } }
const names = async (stageId: string) => (await read(stageId)).cards.map(({ deal }: Card) => deal.name)
const move = (id: string, body: object, headers: Record<string, string> = {}) =>
  tenant.post(`/v1/deals/${id}/move`, body, { headers })

describe('a deal on the board', () => {
  it('lands between its neighbours, in its own stage and in another', async () => {
    const [stage, other] = [await column(), await column()]
    const [c, b, a] = [await open('C', stage), await open('B', stage), await open('A', stage)]
    const x = await open('X', other)
    expect(await names(stage)).toEqual(['A', 'B', 'C'])
    await move(c.id, { stage_id: stage, before_id: a.id, after_id: b.id })
    expect(await names(stage)).toEqual(['A', 'C', 'B'])
    await move(a.id, { stage_id: stage, before_id: b.id })
    expect(await names(stage)).toEqual(['C', 'B', 'A'])
    await move(a.id, { stage_id: stage, after_id: c.id })
    expect(await names(stage)).toEqual(['A', 'C', 'B'])
    await move(x.id, { stage_id: stage, before_id: c.id, after_id: b.id })
    expect(await names(stage)).toEqual(['A', 'C', 'X', 'B'])
    await move(x.id, { stage_id: other })
    await move(b.id, { stage_id: other })
    expect([await names(stage), await names(other)]).toEqual([
      ['A', 'C'],
      ['B', 'X'],
    ])
  })

  it('that is put elsewhere in its stage keeps its version, its history and its time there', async () => {
    const stage = await column()
    const [b, a] = [await open('B', stage), await open('A', stage)]
    const { cursor } = (await tenant.get('/v1/deals/board')).body
    const reordered = await move(b.id, { stage_id: stage, after_id: a.id }, { 'If-Match': '"1"' })
    const { scope_items: _, planned_milestones: __, ...same } = b
    expect(reordered.body).toEqual(same)
    expect(reordered.headers.get('etag')).toMatch(/^"1"/)
    expect(await names(stage)).toEqual(['B', 'A'])
    expect((await tenant.get(`/v1/deals/${b.id}/stage_transitions`)).body.data).toHaveLength(1)
    expect((await tenant.get(`/v1/events?after=${cursor}`)).body.data).toMatchObject([
      {
        type: 'deal.repositioned',
        subject: { id: b.id, version: 1 },
        changed: [],
        data: { pipeline_id: stages[0]?.pipeline_id, stage_id: stage },
      },
    ])
    // The same again, and where it stands already, is no change.
    await move(b.id, { stage_id: stage, after_id: a.id }, { 'If-Match': '"1"' })
    await move(b.id, { stage_id: stage })
    expect((await tenant.get(`/v1/events?after=${cursor}`)).body.data).toHaveLength(1)
    await tenant.patch(`/v1/deals/${b.id}`, { name: 'B2' })
    expect((await move(b.id, { stage_id: stage, before_id: a.id }, { 'If-Match': '"1"' })).status).toBe(412)
  })

  it('counts its time in the stage from when it came there', async () => {
    const [stage, other] = [await column(), await column()]
    const deal = await open('Deal', stage)
    const moved = (await move(deal.id, { stage_id: other })).body
    expect(moved.stage_entered_at > deal.stage_entered_at).toBe(true)
    const [reason] = (await tenant.get('/v1/lost_reasons')).body.data
    const lost = (await tenant.post(`/v1/deals/${deal.id}/lose`, { lost_reason_id: reason.id })).body
    expect(lost.stage_entered_at).toBe(moved.stage_entered_at)
    const reopened = (await tenant.post(`/v1/deals/${deal.id}/reopen`)).body
    expect(reopened.stage_entered_at > lost.stage_entered_at).toBe(true)
  })

  it('lands beside the neighbour that still stands there, and at the start where none does', async () => {
    const [stage, other] = [await column(), await column()]
    const [d, c, b, a] = [
      await open('D', stage),
      await open('C', stage),
      await open('B', stage),
      await open('A', stage),
    ]
    const away = await open('Away', other)
    await move(d.id, { stage_id: stage, before_id: away.id, after_id: b.id })
    expect(await names(stage)).toEqual(['A', 'D', 'B', 'C'])
    await move(d.id, { stage_id: stage, before_id: b.id, after_id: away.id })
    expect(await names(stage)).toEqual(['A', 'B', 'D', 'C'])
    // Others came between the two since they were seen.
    await move(c.id, { stage_id: stage, before_id: a.id, after_id: d.id })
    expect(await names(stage)).toEqual(['A', 'C', 'B', 'D'])
    await move(c.id, { stage_id: stage, before_id: away.id })
    expect(await names(stage)).toEqual(['A', 'C', 'B', 'D'])
    const guest = await open('Guest', other)
    await move(guest.id, { stage_id: stage, before_id: away.id })
    expect(await names(stage)).toEqual(['Guest', 'A', 'C', 'B', 'D'])
  })

  it('has no unknown neighbour, none of another tenant, and not itself', async () => {
    const stage = await column()
    const deal = await open('Deal', stage)
    const other = await harness.mintTenant()
    const company = (await other.post('/v1/companies', { name: 'Elsewhere' })).body.id
    const foreign = (await other.post('/v1/deals', { name: 'Foreign', company_id: company })).body.id
    const refusal = async (before_id: string) => {
      const { status, body } = await move(deal.id, { stage_id: stage, before_id })
      return { status, errors: body.errors }
    }
    const absent = await refusal(`${deal.id.slice(0, -4)}0000`)
    expect(absent).toMatchObject({ status: 422, errors: [{ code: 'unknown_record', pointer: '#/before_id' }] })
    expect(await refusal(foreign)).toEqual(absent)
    expect(await refusal(deal.id)).toMatchObject({ status: 422, errors: [{ code: 'same_record' }] })
    expect((await move(deal.id, { stage_id: stage, after_id: foreign })).body.errors).toMatchObject([
      { code: 'unknown_record', pointer: '#/after_id' },
    ])
  })

  it('components-06: moved twice, keeps both steps in its history in their order', async () => {
    const [a, b, c] = [await column(), await column(), await column()]
    const deal = await open('Card', a)
    await move(deal.id, { stage_id: b })
    await move(deal.id, { stage_id: c })
    const steps = (await tenant.get(`/v1/deals/${deal.id}/stage_transitions`)).body.data
    expect(
      steps.map((step: { from_stage_id: string; to_stage_id: string }) => [step.from_stage_id, step.to_stage_id]),
    ).toEqual([
      [null, a],
      [a, b],
      [b, c],
    ])
    expect(await names(c)).toEqual(['Card'])
  })
})

describe('at one place', () => {
  it('components-07: two inserts at the same instant are both stored, and 2,000 more stand in the order they were put', async () => {
    const raced = await startHarness({ server: true })
    try {
      const own = await raced.mintTenant()
      const company_id = (await own.post('/v1/companies', { name: 'Oakmere Ferries' })).body.id
      const [stage, elsewhere] = (await own.get('/v1/stages')).body.data
      const make = async (stage_id: string, count: number): Promise<string[]> => {
        const rows = Array.from({ length: count }, (_, index) => ({ name: `Card ${index}`, company_id, stage_id }))
        const { body } = await own.post('/v1/deals/batch', { rows })
        return body.results.map(({ data }: { data: { id: string } }) => data.id)
      }
      const put = async (id: string, body: object) => {
        const { status } = await own.post(`/v1/deals/${id}/move`, { stage_id: stage.id, ...body })
        expect(status).toBe(200)
      }
      const order = async () => {
        const seen: { id: string; position: string }[] = []
        for (let cursor = ''; ; ) {
          const path = `/v1/deals/board?stage_id=${stage.id}&limit=200${cursor && `&cursor=${cursor}`}`
          const [column] = (await own.get(path)).body.columns
          for (const { deal, position } of column.cards) seen.push({ id: deal.id, position })
          if (column.next_cursor === null) return seen
          cursor = column.next_cursor
        }
      }
      const [first, last] = (await make(stage.id, 2)) as [string, string]
      for (let round = 0; round < 20; round += 1) {
        const [one, other] = (await make(elsewhere.id, 2)) as [string, string]
        await Promise.all([one, other].map((id) => put(id, { before_id: first, after_id: last })))
        const seen = await order()
        expect(seen.map(({ id }) => id).toSorted()).toEqual([first, one, other, last].toSorted())
        expect([seen[0]?.id, seen[3]?.id]).toEqual([first, last])
        expect(seen.map(({ position }) => position)).toEqual(seen.map(({ position }) => position).toSorted())
        expect(await order()).toEqual(seen)
        for (const id of [one, other]) await own.post(`/v1/deals/${id}/move`, { stage_id: elsewhere.id })
      }
      const cards = [...(await make(elsewhere.id, 1000)), ...(await make(elsewhere.id, 1000))]
      for (const id of cards) await put(id, { before_id: first })
      const seen = await order()
      expect(seen.map(({ id }) => id)).toEqual([first, ...cards.toReversed(), last])
      expect(Math.max(...seen.map(({ position }) => position.length))).toBeLessThanOrEqual(50)
      const { body } = await own.get(`/v1/deals/${cards[0]}`)
      expect(body).toMatchObject({ version: 2, updated_at: body.stage_entered_at })
    } finally {
      await raced.close()
    }
  }, 240_000)

  it('equal keys, which two creates at the same instant may have, are told apart by id and spread where one is put between', async () => {
    const [stage, other] = [await column(), await column()]
    const [c, b, a] = [await open('C', stage), await open('B', stage), await open('A', stage)]
    const ids = [a.id, b.id, c.id].toSorted()
    await harness.admin(`update deal set position = 'a0' where stage_id = $1`, [decodeId(stage)?.uuid])
    const order = async () => (await read(stage)).cards.map(({ deal }: Card) => deal.id)
    expect(await order()).toEqual(ids)
    const x = await open('X', other)
    await move(x.id, { stage_id: stage, before_id: ids[0], after_id: ids[1] })
    expect(await order()).toEqual([ids[0], x.id, ids[1], ids[2]])
    const y = await open('Y', other)
    await move(y.id, { stage_id: stage, after_id: ids[2] })
    expect(await order()).toEqual([ids[0], x.id, ids[1], y.id, ids[2]])
    expect((await tenant.get(`/v1/deals/${b.id}`)).body.version).toBe(1)
  })
})
