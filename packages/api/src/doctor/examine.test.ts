/** The doctor beside traffic, with many findings, and as a login that nothing holds. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openServerDatabase } from '../db/database.ts'
import { draft, issue, makeCompany, pay, untaxed } from '../modules/billing/billing-testing.ts'
import { encodeId } from '../primitives/id.ts'
import { expectHealthy } from '../testing/expect-healthy.ts'
import { type Harness, startHarness } from '../testing/harness.ts'
import { type Examination, examine, UnknownTenant } from './examine.ts'
import type { Finding } from './finding.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness({ server: true })
})
afterAll(() => harness.close())

async function look(more: Partial<Examination> = {}) {
  const found: Finding[] = []
  const examined = await examine({ database: harness.database, tell: (finding) => found.push(finding), ...more })
  return { ...examined, found }
}

it('finds nothing false while invoices are issued, paid and credited', async () => {
  const tenant = await harness.mintTenant()
  const company = await makeCompany(tenant)
  let going = true
  let written = 0
  const write = async () => {
    while (going) {
      const invoice = await draft(tenant, company, untaxed('100'))
      const { body } = await issue(tenant, invoice)
      await pay(tenant, company, 6_000, { allocate: 'oldest_first' })
      await tenant.post(`/v1/invoices/${body.id}/credit`, { reason: 'x' }, { headers: { 'If-Match': '*' } })
      written++
    }
  }
  const writers = Array.from({ length: 4 }, write)
  const looks: Awaited<ReturnType<typeof look>>[] = []
  try {
    // Small pages: many statements, between each two of which something is written.
    while (looks.length < 4 || written < 20) looks.push(await look({ pageSize: 7 }))
  } finally {
    going = false
    await Promise.all(writers)
  }
  expect(looks.flatMap(({ found }) => found)).toEqual([])
  await expectHealthy(harness)
}, 120_000)

it('reads all pages, tells the first findings of a rule and counts them all', async () => {
  const tenant = await harness.mintTenant()
  const companies = 53
  const records = Array.from({ length: companies }, (_, index) => ({ name: `Company ${index}` }))
  expect((await tenant.post('/v1/companies/batch', { rows: records })).status).toBe(200)
  await harness.admin('update company set version = version + 1 where tenant_id = $1', [tenant.tenantId])
  const [row] = await harness.admin<{ public_id: string }>('select public_id from tenant where id = $1', [
    tenant.tenantId,
  ])
  const id = encodeId('tenant', row?.public_id as string)
  for (const pageSize of [1, 10, 53, 1000]) {
    const { tenants, counts, found } = await look({ tenant: id, pageSize, limit: 3 })
    expect({ tenants, counts }).toEqual({ tenants: 1, counts: { 'company.told': companies } })
    expect(found).toHaveLength(3)
  }
  const [first] = (await look({ tenant: id, limit: 1 })).found
  expect(first).toEqual({
    tenant: id,
    rule: 'company.told',
    record: expect.stringMatching(/^company_/),
    figures: { version: 2, told: 1 },
    detail: 'It is at version 2; its last event told version 1.',
    mend: expect.any(String),
  })
  await expect(expectHealthy(harness, tenant)).rejects.toThrow('company.told company_')
  await expect(look({ tenant: id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) })).rejects.toThrow(UnknownTenant)
})

it('looks at nothing as a login that row-level security does not hold', async () => {
  const database = openServerDatabase({ url: harness.testDatabase.adminUrl as string, poolSize: 1 })
  const { tenants, counts, found } = await look({ database })
  await database.close()
  expect({ tenants, counts }).toEqual({ tenants: 0, counts: { 'database.login': 1 } })
  expect(found[0]?.detail).toContain('sees all rows')
})

it('reads in one snapshot, which sees nothing that is written meanwhile and can write nothing', async () => {
  const tenant = await harness.mintTenant()
  const read = () => ({ sql: 'select count(*)::int as n from company', parameters: [] })
  const seen = await harness.database.snapshot({ tenantId: tenant.tenantId }, async (snapshot) => {
    const before = await snapshot.first<{ n: number }>(read())
    await makeCompany(tenant)
    return [before?.n, (await snapshot.first<{ n: number }>(read()))?.n]
  })
  expect(seen).toEqual([0, 0])
  const writing = harness.database.snapshot({ tenantId: tenant.tenantId }, (snapshot) =>
    snapshot.all({ sql: `update company set name = 'x'`, parameters: [] }),
  )
  await expect(writing).rejects.toThrow('read-only transaction')
})
