import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toRow } from '../../db/row.ts'
import { systemWork } from '../../db/system-work.ts'
import type { UnitOfWork } from '../../db/unit-of-work.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { takeNumber } from './index.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true })
  tenant = await harness.mintTenant({ clock_at: '2027-04-12T10:00:00Z' })
})
afterAll(() => harness.close())

const entityOf = async (of: TestTenant) => (await of.get('/v1/legal_entities')).body.data[0]
const seriesOf = async (of: TestTenant, entity: string) =>
  (await of.get(`/v1/legal_entities/${entity}/number_series`)).body.data as { id: string; document_kind: string }[]

/** Takes a number in a transaction of its own; `before` runs inside it, first. */
function issue(
  of: TestTenant,
  entity: string,
  want: { kind?: 'invoice' | 'credit_note'; issuedOn?: string } = {},
  around: { before?: (work: UnitOfWork) => Promise<void>; after?: () => Promise<void> } = {},
) {
  return harness.database.transaction({ tenantId: of.tenantId }, async (transaction) => {
    const { clock } = harness
    const work = systemWork(transaction, {
      tenantId: of.tenantId,
      live: false,
      clock,
      reactions: new Map(),
      operation: 't',
    })
    await around.before?.(work)
    const legalEntityId = toRow(entity as `legal_entity_${string}`)
    const taken = await takeNumber(work, { legalEntityId, kind: want.kind ?? 'invoice', issuedOn: want.issuedOn })
    await around.after?.()
    await work.finish()
    return taken
  })
}

describe('legal entities', () => {
  it('are added, changed, made the default and archived', async () => {
    const first = await entityOf(tenant)
    const body = { name: 'Quillhaven Ltd', base_currency: 'GBP', address: { city: 'Leeds', country: 'GB' } }
    const made = await tenant.post('/v1/legal_entities', body)
    expect(made).toMatchObject({ status: 201, body: { is_default: false, payment_terms: { kind: 'net', days: 14 } } })
    const moved = await tenant.patch(`/v1/legal_entities/${made.body.id}`, {
      address: { city: 'York' },
      payment_terms: { kind: 'months_end_of_month', months: 1 },
    })
    expect(moved.body).toMatchObject({
      address: { city: 'York', country: 'GB' },
      payment_terms: { months: 1 },
      version: 2,
    })
    expect((await tenant.post(`/v1/legal_entities/${first.id}/archive`)).body.code).toBe('illegal_move')
    expect((await tenant.patch(`/v1/legal_entities/${made.body.id}`, { is_default: true })).body.is_default).toBe(true)
    expect((await tenant.post(`/v1/legal_entities/${first.id}/archive`)).body.is_default).toBe(false)
    expect((await tenant.patch(`/v1/legal_entities/${first.id}`, { is_default: true })).body.code).toBe('illegal_move')
    expect((await tenant.post(`/v1/legal_entities/${first.id}/restore`)).body.archived_at).toBeNull()
    expect((await tenant.post('/v1/legal_entities', { name: 'X', base_currency: 'XXQ' })).body.errors[0].pointer).toBe(
      '#/base_currency',
    )
    expect((await tenant.patch(`/v1/legal_entities/${first.id}`, { base_currency: 'USD' })).body.errors[0].code).toBe(
      'read_only',
    )
  })

  it('merges a patch of its address and bank details, and takes payment terms whole', async () => {
    const one = await harness.mintTenant()
    const { id } = await entityOf(one)
    const patch = async (body: object) => (await one.patch(`/v1/legal_entities/${id}`, body)).body
    await patch({
      address: { line1: 'Weverstraat 4', city: 'Utrecht', country: 'NL' },
      bank: { iban: 'NL91ABNA0417164300', bank_name: 'ABN' },
      payment_terms: { kind: 'end_of_month_plus', days: 30 },
    })
    const changed = await patch({
      address: { line1: null, postal_code: '3512 AB' },
      bank: { bank_name: null, bic: 'ABNANL2A' },
      payment_terms: { kind: 'months_end_of_month', months: 2 },
    })
    expect(changed.address).toEqual({ city: 'Utrecht', country: 'NL', postal_code: '3512 AB' })
    expect(changed.bank).toEqual({ iban: 'NL91ABNA0417164300', bic: 'ABNANL2A' })
    expect(changed.payment_terms).toEqual({ kind: 'months_end_of_month', months: 2 })
    expect((await patch({ bank: null })).bank).toBeNull()
  })

  it('abuse-01: another bank account is an event of its own, with an audit of before and after', async () => {
    const one = await harness.mintTenant()
    const { id } = await entityOf(one)
    await one.patch(`/v1/legal_entities/${id}`, { bank: { iban: 'DE89370400440532013000' } })
    const changed = await one.patch(`/v1/legal_entities/${id}`, { name: 'New', bank: { iban: 'NL91ABNA0417164300' } })
    expect(changed.body).toMatchObject({ bank: { iban: 'NL91ABNA0417164300' }, version: 3 })
    const rows = await harness.admin(
      `select a.action, a.before, a.after, e.changed from audit_entry a join event e on e.change_id = a.change_id and e.type = a.action
       where a.tenant_id = $1 and a.action like 'legal_entity.%' order by e.position desc limit 2`,
      [one.tenantId],
    )
    expect(rows[0]).toMatchObject({ action: 'legal_entity.updated', changed: ['name'] })
    expect(rows[1]).toMatchObject({
      action: 'legal_entity.bank_changed',
      changed: ['bank'],
      before: { bank: { iban: 'DE89370400440532013000' } },
      after: { bank: { iban: 'NL91ABNA0417164300' } },
    })
    const key = await one.keyWith('legal_entities:read')
    expect((await one.patch(`/v1/legal_entities/${id}`, { bank: null }, { key })).status).toBe(403)
  })
})

describe('numbers', () => {
  it('abuse-09: are dated from the last document to today', async () => {
    const one = await harness.mintTenant({ clock_at: '2027-04-09T10:00:00Z' })
    const { id } = await entityOf(one)
    expect(await issue(one, id)).toMatchObject({ number: 'INV-2027-0001', issuedOn: '2027-04-09' })
    await one.post('/v1/test_clock/advance', { to: '2027-04-12T10:00:00Z' })
    const refused = { code: 'invalid_date', details: { more: { earliest_date: '2027-04-09' } } }
    for (const issuedOn of ['2099-01-01', '2027-04-13', '2027-04-08']) {
      await expect(issue(one, id, { issuedOn })).rejects.toMatchObject(refused)
    }
    expect(await issue(one, id, { issuedOn: '2027-04-12' })).toMatchObject({ number: 'INV-2027-0002', seriesNumber: 2 })
    expect(await issue(one, id, { kind: 'credit_note' })).toMatchObject({ number: 'CN-2027-0001' })
  })

  it('abuse-09: midnight does not turn their order round', async () => {
    const one = await harness.mintTenant({ clock_at: '2027-04-12T21:59:59Z' })
    const { id } = await entityOf(one)
    let letGo = () => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let holds = () => {}
    const holding = new Promise<void>((resolve) => {
      holds = resolve
    })
    const first = issue(
      one,
      id,
      {},
      {
        after: async () => {
          holds()
          await held
        },
      },
    )
    await holding
    // It begins a second before midnight, and waits for the series until after it.
    const waiting = issue(one, id)
    const waits = () => harness.admin('select 1 from pg_locks where not granted')
    while ((await waits()).length === 0) await new Promise((resolve) => setImmediate(resolve))
    harness.clock.tick(2000)
    letGo()
    expect([await first, await waiting, await issue(one, id)]).toMatchObject([
      { number: 'INV-2027-0001', issuedOn: '2027-04-12' },
      { number: 'INV-2027-0002', issuedOn: '2027-04-13' },
      { number: 'INV-2027-0003', issuedOn: '2027-04-13' },
    ])
    await expect(issue(one, id, { issuedOn: '2027-04-12' })).rejects.toMatchObject({
      code: 'invalid_date',
      details: { more: { earliest_date: '2027-04-13' } },
    })
  })

  it('have no gap and no duplicate when many are taken at once and some fail', async () => {
    const one = await harness.mintTenant({ clock_at: '2027-04-12T10:00:00Z' })
    const { id } = await entityOf(one)
    const fails = async () => {
      throw new Error('taken back')
    }
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => issue(one, id, {}, index % 3 === 0 ? { after: fails } : {})),
    )
    const numbers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.seriesNumber] : []))
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('abuse-19: one printed number belongs to one document of a seller', async () => {
    const one = await harness.mintTenant({ clock_at: '2027-04-12T10:00:00Z' })
    const { id } = await entityOf(one)
    const [invoices, credits] = await seriesOf(one, id)
    expect([invoices?.document_kind, credits?.document_kind]).toEqual(['invoice', 'credit_note'])
    const set = (series: string | undefined, body: object) => one.patch(`/v1/number_series/${series}`, body)
    expect((await set(invoices?.id, { pattern: 'INV-{yy}{seq:4}', next_number: 1233 })).status).toBe(200)
    expect((await set(credits?.id, { pattern: 'INV-{seq}', next_number: 271_233 })).status).toBe(200)
    expect((await set(credits?.id, { pattern: 'INV-{no}' })).body.errors[0].pointer).toBe('#/pattern')
    expect((await issue(one, id)).number).toBe('INV-271233')
    await expect(issue(one, id, { kind: 'credit_note' })).rejects.toMatchObject({ code: 'conflict' })
    expect((await seriesOf(one, id))[1]).toMatchObject({ next_number: 271_233, last_issued_on: null })
    for (const body of [{ pattern: 'Q-{yyyy}-{seq}' }, { next_number: 1 }, { next_number: 9000 }]) {
      expect((await set(invoices?.id, body)).body.errors[0].code).toBe('fixed')
    }
    await one.post('/v1/test_clock/advance', { through: '2028-01-02' })
    expect((await set(invoices?.id, { pattern: 'Q-{yyyy}-{seq}' })).body).toMatchObject({
      next_number: 1,
      period: '2028',
    })
    await expect(issue(one, id, { issuedOn: '2027-12-31' })).rejects.toMatchObject({ code: 'invalid_date' })
    expect((await issue(one, id)).number).toBe('Q-2028-1')
  })
})

describe('tax rates', () => {
  it('keep their category and percent for ever', async () => {
    const made = await tenant.post('/v1/tax_rates', { name: 'VAT', category: 'S', percent: '21.00' })
    expect(made).toMatchObject({ status: 201, body: { percent: '21', exemption_reason: null } })
    const path = `/v1/tax_rates/${made.body.id}`
    expect((await tenant.patch(path, { percent: '19' })).body.errors[0].code).toBe('read_only')
    expect((await tenant.patch(path, { name: 'VAT standard' })).body).toMatchObject({ percent: '21', version: 2 })
    expect((await tenant.post(`${path}/archive`)).body.archived_at).not.toBeNull()
    expect((await tenant.get('/v1/tax_rates')).body.data).toEqual([])
    expect((await tenant.post(`${path}/restore`)).body.archived_at).toBeNull()
    const bare = await tenant.post('/v1/tax_rates', { name: 'Reverse', category: 'AE', percent: '0' })
    expect(bare.body.errors[0]).toMatchObject({ code: 'required', pointer: '#/exemption_reason' })
    const wrong = await tenant.post('/v1/tax_rates', { name: 'Zero', category: 'Z', percent: '3' })
    expect(wrong.body.errors[0].pointer).toBe('#/percent')
  })

  it('tenancy-05: two tenants use the same external reference', async () => {
    const other = await harness.mintTenant()
    const body = { name: 'VAT', category: 'S', percent: '21', external_ref: { system: 'xero', id: 'T-1' } }
    const ours = await tenant.post('/v1/tax_rates', body)
    expect([ours.status, (await other.post('/v1/tax_rates', body)).status]).toEqual([201, 201])
    expect((await tenant.post('/v1/tax_rates', body)).body.code).toBe('conflict')
    expect((await other.get(`/v1/tax_rates/${ours.body.id}`)).status).toBe(404)
  })
})
