import { companyListQuery, dealListQuery } from '@agencyops/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  harness.clock.set('2026-12-01T09:00:00Z')
  const company = (await tenant.post('/v1/companies', { name: 'Same' })).body.id
  for (let index = 0; index < 6; index++) await tenant.post('/v1/companies', { name: 'Same' })
  await harness.admin(`update company set created_at = '2026-12-01T09:00:00Z', updated_at = '2026-12-01T09:00:00Z'`)
  const rows = Array.from({ length: 7 }, (_, index) => ({
    name: 'Equal',
    company_id: company,
    currency: 'EUR',
    ...(index > 1 && { close_on: '2026-12-18' }),
  }))
  const batch = await tenant.post('/v1/deals/batch', { rows })
  if (batch.status >= 300) throw new Error(JSON.stringify(batch.body))
})
afterAll(() => harness.close())

type Row = { id: string }

async function pages(path: string): Promise<{ ids: string[]; count: number }> {
  const ids: string[] = []
  let count = 0
  for (let cursor: string | null = ''; cursor !== null; count++) {
    const { body, status } = await tenant.get(`${path}&limit=3${cursor && `&cursor=${cursor}`}`)
    expect(status).toBe(200)
    ids.push(...body.data.map(({ id }: Row) => id))
    cursor = body.next_cursor
  }
  return { ids, count }
}

/** Every sort that the schemas document. */
const cases = Object.entries({ companies: companyListQuery, deals: dealListQuery }).flatMap(([noun, { sort }]) =>
  sort.unwrap().options.map((name): [string, string] => [noun, name]),
)

describe('keyset pages', () => {
  it.each(cases)('api-03: %s by %s show each of seven equal rows once', async (noun, sort) => {
    const { ids, count } = await pages(`/v1/${noun}?sort=${sort}`)
    expect([ids.length, new Set(ids).size, count]).toEqual([7, 7, 3])
    const whole = await tenant.get(`/v1/${noun}?sort=${sort}&limit=200`)
    expect(whole.body.data.map(({ id }: Row) => id)).toEqual(ids)
    expect(whole.body.next_cursor).toBeNull()
  })

  it('api-03: deals without a date come in one stated place, in both directions', async () => {
    for (const sort of ['close_on', '-close_on']) {
      const { body } = await tenant.get(`/v1/deals?sort=${sort}&limit=200`)
      const dated = body.data.map(({ close_on: date }: { close_on: string | null }) => date !== null)
      expect(dated.filter((one: boolean, index: number) => index > 0 && one !== dated[index - 1])).toHaveLength(1)
    }
  })

  it('api-03: a cursor is for the list that gave it: another sort, filter or list is 422', async () => {
    const { next_cursor: cursor } = (await tenant.get('/v1/companies?limit=3&sort=name')).body
    for (const path of [
      `/v1/companies?sort=-name&cursor=${cursor}`,
      `/v1/companies?sort=name&status=client&cursor=${cursor}`,
      `/v1/deals?cursor=${cursor}`,
    ]) {
      const answer = await tenant.get(path)
      expect([answer.status, answer.body.code]).toEqual([422, 'cursor_mismatch'])
    }
    expect((await tenant.get(`/v1/companies?sort=name&limit=2&cursor=${cursor}`)).status).toBe(200)
  })

  it.each(['x', 'AAAA', 'W10', 'bnVsbA', '%00'])('refuses the cursor %s', async (cursor) => {
    expect((await tenant.get(`/v1/companies?cursor=${cursor}`)).status).toBe(422)
  })

  it.each([
    ['created_at', ['"%"', '"2026-99-99"', '"\\ud800"', '""', '"infinity"']],
    ['close_on', ['"x"', '"2026-02-30"']],
    ['value', ['"1e5"', '"99999999999999999999"']],
  ])('refuses a cursor of deals by %s with a value that is none', async (sort, values) => {
    const path = `/v1/deals?limit=1&sort=${sort}`
    const { next_cursor: cursor } = (await tenant.get(path)).body
    const parts: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    for (const value of values) {
      const changed = Buffer.from(JSON.stringify(parts).replace(/[^,]*]$/, `${value}]`)).toString('base64url')
      const { status, body } = await tenant.get(`${path}&cursor=${changed}`)
      expect([value, status, body.errors?.[0]?.parameter]).toEqual([value, 422, 'cursor'])
    }
  })

  it('refuses an instant in an offset that no zone has, and takes the furthest that is', async () => {
    const since = (offset: string) => tenant.get(`/v1/companies?updated_since=2026-12-01T09:00:00${offset}`)
    expect((await since('-23:59')).status).toBe(422)
    expect((await since('%2B16:00')).status).toBe(422)
    expect((await since('%2B15:59')).status).toBe(200)
  })

  it('is not disturbed by rows that come and go between pages', async () => {
    const first = (await tenant.get('/v1/companies?sort=created_at&limit=3')).body
    const added = (await tenant.post('/v1/companies', { name: 'Meanwhile' })).body.id
    const rest = (await tenant.get(`/v1/companies?sort=created_at&limit=200&cursor=${first.next_cursor}`)).body
    const ids = [...first.data, ...rest.data].map(({ id }: Row) => id)
    expect(new Set(ids).size).toBe(8)
    expect(ids.at(-1)).toBe(added)
  })

  it('tenancy-01: the cursor of another tenant shows nothing of it', async () => {
    const other = await harness.mintTenant()
    const { next_cursor: cursor } = (await tenant.get('/v1/companies?limit=3')).body
    const answer = await other.get(`/v1/companies?limit=3&cursor=${cursor}`)
    expect(answer.body.data).toEqual([])
  })
})
