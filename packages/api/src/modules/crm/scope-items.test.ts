import fc from 'fast-check'
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

const design = { name: 'Design', unit_price: '4800', tax_percent: '21' }
const open = async (more: object = {}) =>
  (
    await tenant.post('/v1/deals', {
      name: 'Relaunch',
      company_id: companyId,
      scope_items: [{ ...design, key: 'design' }],
      ...more,
    })
  ).body

describe('a scope item', () => {
  it('is added, changed and deleted with the value and version of its deal', async () => {
    const deal = await open()
    const added = await tenant.post(`/v1/deals/${deal.id}/scope_items`, {
      name: 'Print',
      quantity: '1250',
      unit_price: '0.3475',
      tax_percent: '9',
    })
    expect(added.body).toMatchObject({
      position: 2,
      tax_category: 'S',
      contract_value: { amount: 43438 },
      unbilled: { amount: 0 },
      version: 1,
    })
    expect((await tenant.get(`/v1/deals/${deal.id}`)).body).toMatchObject({
      value: { amount: 523438 },
      weighted_value: { amount: 52344 },
      version: 2,
    })
    const changed = await tenant.patch(
      `/v1/scope_items/${added.body.id}`,
      { quantity: '-2', unit_price: '10', tax_percent: '0' },
      { headers: { 'If-Match': '"1"' } },
    )
    expect(changed.body).toMatchObject({ contract_value: { amount: -2000 }, tax_category: 'Z', version: 2 })
    expect((await tenant.patch(`/v1/scope_items/${added.body.id}`, { quantity: '-2.0' })).body.version).toBe(2)
    expect((await tenant.delete(`/v1/scope_items/${added.body.id}`)).status).toBe(204)
    expect((await tenant.get(`/v1/scope_items/${added.body.id}`)).status).toBe(404)
    expect((await tenant.get(`/v1/deals/${deal.id}`)).body).toMatchObject({ value: { amount: 480000 }, version: 4 })
    expect((await tenant.get(`/v1/scope_items?deal_id=${deal.id}`)).body.data).toHaveLength(1)
  })

  it('of a won deal changes by change order alone', async () => {
    const deal = await open()
    await tenant.post(`/v1/deals/${deal.id}/win`)
    const [item] = deal.scope_items
    for (const answer of [
      await tenant.post(`/v1/deals/${deal.id}/scope_items`, design),
      await tenant.patch(`/v1/scope_items/${item.id}`, { quantity: '2' }),
      await tenant.delete(`/v1/scope_items/${item.id}`),
      await tenant.put(`/v1/deals/${deal.id}/planned_milestones`, { planned_milestones: [] }),
    ]) {
      expect(answer.body).toMatchObject({
        code: 'illegal_move',
        legal_moves: [],
        detail: expect.stringContaining('change order'),
      })
    }
  })

  it('says what is wrong with its figures and its tax', async () => {
    const deal = await open()
    const post = async (more: object) =>
      (await tenant.post(`/v1/deals/${deal.id}/scope_items`, { ...design, ...more })).body
    expect(await post({ unit_price: '1e3' })).toMatchObject({ status: 422, errors: [{ pointer: '#/unit_price' }] })
    expect(await post({ unit_price: '1,5' })).toMatchObject({ status: 422, errors: [{ pointer: '#/unit_price' }] })
    expect(await post({ quantity: '999999999999', unit_price: '999999999999' })).toMatchObject({
      code: 'invalid_amount',
    })
    expect(await post({ tax_category: 'E' })).toMatchObject({ errors: [{ pointer: '#/tax_percent' }] })
    expect(await post({ name: 'A\u0000B' })).toMatchObject({ status: 422, errors: [{ pointer: '#/name' }] })
    expect(await post({ tax_rate_id: 'tax_rate_01m86d72r0fkxt9zq4c7w2h5nb', tax_percent: undefined })).toMatchObject({
      errors: [{ code: 'unknown_record' }],
    })
    expect((await tenant.get(`/v1/deals/${deal.id}`)).body.version).toBe(1)
  })

  it('api-11: odd ids are refused, never an error of ours', async () => {
    for (const id of [
      'scope_item_8zzzzzzzzzzzzzzzzzzzzzzzzz',
      'SCOPE_ITEM_01h455vb4pex5vsknk084sn02q',
      '__proto__',
      'scope_item_',
      'deal_01h455vb4pex5vsknk084sn02q',
    ]) {
      expect((await tenant.get(`/v1/scope_items/${id}`)).status).toBe(422)
    }
    expect((await tenant.get('/v1/scope_items/scope_item_7zzzzzzzzzzzzzzzzzzzzzzzzz')).status).toBe(404)
  })
})

describe('a plan', () => {
  it('is replaced whole, within its limits', async () => {
    const deal = await open()
    const [{ id }] = deal.scope_items
    const put = (...bills: object[]) =>
      tenant.put(`/v1/deals/${deal.id}/planned_milestones`, {
        planned_milestones: bills.map((bill, index) => ({ name: `Part ${index}`, bills: [bill] })),
      })
    const halves = await put({ scope_item_id: id, percent: '50' }, { scope_item_id: id, percent: '50' })
    expect(halves.body).toMatchObject({ version: 2, planned_milestones: [{ position: 1 }, { position: 2 }] })
    expect((await tenant.get(`/v1/scope_items/${id}`)).body).toMatchObject({ planned_percent: '100', version: 2 })
    expect((await put({ scope_item_id: id, percent: '60' }, { scope_item_id: id, percent: '41' })).body).toMatchObject({
      code: 'invalid_amount',
      errors: [{ pointer: '#/planned_milestones/1/bills/0/percent' }],
    })
    expect(
      (await put({ scope_item_id: id, percent: '60' }, { scope_item_id: id, amount: { amount: 1, currency: 'EUR' } }))
        .body.errors,
    ).toMatchObject([{ code: 'mixed_basis' }])
    expect((await put({ scope_item_id: id, amount: { amount: 480001, currency: 'EUR' } })).body.errors).toMatchObject([
      { code: 'too_large' },
    ])
    expect((await put({ scope_item_id: id, amount: { amount: 1, currency: 'USD' } })).body.errors).toMatchObject([
      { code: 'wrong_currency' },
    ])
    expect((await put({ scope_item_id: id, amount: { amount: 300000, currency: 'EUR' } })).status).toBe(200)
    expect((await tenant.patch(`/v1/scope_items/${id}`, { unit_price: '2999.99' })).body.code).toBe('invalid_amount')
    expect((await tenant.delete(`/v1/scope_items/${id}`)).body.code).toBe('conflict')
    await put()
    expect((await tenant.delete(`/v1/scope_items/${id}`)).status).toBe(204)
  })

  it('names items of its own request by key', async () => {
    const bad = await open({ planned_milestones: [{ name: 'M', bills: [{ key: 'desing', percent: '100' }] }] })
    expect(bad).toMatchObject({
      status: 422,
      errors: [{ code: 'unknown_key', pointer: '#/planned_milestones/0/bills/0/key' }],
    })
    const twice = await open({
      scope_items: [
        { ...design, key: 'a' },
        { ...design, key: 'a' },
      ],
    })
    expect(twice).toMatchObject({ errors: [{ code: 'duplicate', pointer: '#/scope_items/1/key' }] })
  })
})

describe('the value of a deal', () => {
  it('is the sum of its items after any changes', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), price: fc.integer({ min: -99999, max: 99999 }), index: fc.nat() }),
      fc.record({
        kind: fc.constant('change' as const),
        price: fc.integer({ min: -99999, max: 99999 }),
        index: fc.nat(),
      }),
      fc.record({ kind: fc.constant('delete' as const), price: fc.constant(0), index: fc.nat() }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const deal = await open({ scope_items: [] })
        const ids: string[] = []
        for (const { kind, price, index } of steps) {
          const id = ids[index % ids.length]
          const unit_price = String(price / 100)
          if (kind === 'add')
            ids.push(
              (await tenant.post(`/v1/deals/${deal.id}/scope_items`, { ...design, quantity: '1.5', unit_price })).body
                .id,
            )
          else if (id && kind === 'change') await tenant.patch(`/v1/scope_items/${id}`, { unit_price })
          else if (id) {
            await tenant.delete(`/v1/scope_items/${id}`)
            ids.splice(ids.indexOf(id), 1)
          }
        }
        const { value, scope_items } = (await tenant.get(`/v1/deals/${deal.id}?expand=scope_items`)).body
        expect(scope_items).toHaveLength(ids.length)
        expect(value.amount).toBe(
          scope_items.reduce(
            (sum: number, item: { contract_value: { amount: number } }) => sum + item.contract_value.amount,
            0,
          ),
        )
      }),
      { numRuns: 8 },
    )
  })
})
