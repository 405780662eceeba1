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

describe('contacts', () => {
  it('are created, changed, found and archived', async () => {
    const { status, body } = await tenant.post('/v1/contacts', {
      company_id: companyId,
      name: 'Zoë Quay',
      email: 'zoe@oakmere.example',
    })
    expect(status).toBe(201)
    expect((await tenant.patch(`/v1/contacts/${body.id}`, { job_title: 'Head of product' })).body).toMatchObject({
      version: 2,
      job_title: 'Head of product',
    })
    expect((await tenant.get('/v1/contacts?q=zoe%20quay')).body.data).toHaveLength(1)
    expect((await tenant.get('/v1/contacts?email=ZOE@oakmere.example')).body.data).toHaveLength(1)
    expect((await tenant.post(`/v1/contacts/${body.id}/archive`)).body.archived_at).not.toBeNull()
    expect((await tenant.get(`/v1/contacts?company_id=${companyId}`)).body.data).toHaveLength(0)
    expect((await tenant.get('/v1/contacts?archived=true')).body.data).toHaveLength(1)
    expect((await tenant.post(`/v1/contacts/${body.id}/restore`)).body).toMatchObject({ archived_at: null, version: 4 })
  })

  it('keep their personal data where erasure reaches it', async () => {
    await tenant.post('/v1/contacts', { company_id: companyId, name: 'Secret Name', email: 'secret@oakmere.example' })
    const plain = await harness.admin('select 1 from audit_entry where after::text like $1 and tenant_id = $2', [
      '%Secret Name%',
      tenant.tenantId,
    ])
    const personal = await harness.admin('select 1 from audit_personal where after::text like $1 and tenant_id = $2', [
      '%Secret Name%',
      tenant.tenantId,
    ])
    expect([plain.length, personal.length]).toEqual([0, 1])
  })

  it('abuse-07 (5): who changed the address is kept', async () => {
    const { body } = await tenant.post('/v1/contacts', {
      company_id: companyId,
      name: 'Product office',
      email: 'office@oakmere.example',
    })
    await tenant.patch(`/v1/contacts/${body.id}`, { email: 'mara@quillhaven.example' })
    const [row] = await harness.admin<{ email_changed_by: { actor: { type: string }; at: string } }>(
      'select email_changed_by from contact where email = $1',
      ['mara@quillhaven.example'],
    )
    expect(row?.email_changed_by).toMatchObject({ actor: { type: 'api_key' } })
  })

  it('belong to a company that is there and not archived', async () => {
    const { body: company } = await tenant.post('/v1/companies', { name: 'Gone' })
    await tenant.post(`/v1/companies/${company.id}/archive`)
    const post = (id: string) => tenant.post('/v1/contacts', { company_id: id, name: 'Nobody' })
    expect((await post(company.id)).body.errors).toMatchObject([{ code: 'archived', pointer: '#/company_id' }])
    expect((await post('company_01m86d72r0fkxt9zq4c7w2h5nb')).body.errors).toMatchObject([{ code: 'unknown_record' }])
  })

  it('are upserted by their reference and added in batches', async () => {
    const put = (name: string) =>
      tenant.put('/v1/contacts', { company_id: companyId, name, external_ref: { system: 'crm', id: '003' } })
    const first = await put('One')
    expect((await put('Two')).body).toMatchObject({ id: first.body.id, name: 'Two', version: 2 })
    const twins = {
      rows: [1, 2].map(() => ({ company_id: companyId, name: 'Twin', external_ref: { system: 'crm', id: '9' } })),
    }
    expect((await tenant.post('/v1/contacts/batch', twins)).body.errors).toMatchObject([
      { pointer: '#/rows/1/external_ref' },
    ])
    const partial = await tenant.post('/v1/contacts/batch?partial=true', twins)
    expect(partial.body.results.map(({ status }: { status: number }) => status)).toEqual([201, 409])
  })
})

describe('companies', () => {
  it('api-10: two spellings of the same name are found as duplicates', async () => {
    const names = ['Caf\u00e9 Stra\u00dfe', 'Cafe\u0301 STRASSE', 'Caf\u00e9\u00a0Stra\u00dfe']
    const made = []
    for (const name of names) made.push((await tenant.post('/v1/companies', { name })).body)
    expect(made.map(({ name }) => name)).toEqual(names)
    expect(made[1].possible_duplicates).toEqual([made[0].id])
    expect(made[2].possible_duplicates).toContain(made[0].id)
    expect((await tenant.get('/v1/companies?q=cafe%20strasse')).body.data).toHaveLength(3)
  })

  it('abuse-23: the archive keeps no open deal, and an archived reference is named', async () => {
    const external_ref = { system: 'ledger', id: 'C-1' }
    const { body: company } = await tenant.post('/v1/companies', { name: 'Archived', external_ref })
    const { body: deal } = await tenant.post('/v1/deals', { name: 'Open', company_id: company.id })
    expect((await tenant.post(`/v1/companies/${company.id}/archive`)).body).toMatchObject({
      status: 409,
      open_records: [deal.id],
    })
    await tenant.post(`/v1/deals/${deal.id}/archive`)
    expect((await tenant.post(`/v1/companies/${company.id}/archive`)).status).toBe(200)
    for (const answer of [
      await tenant.post('/v1/companies', { name: 'Again', external_ref }),
      await tenant.put('/v1/companies', { name: 'Again', external_ref }),
    ]) {
      expect(answer.body).toMatchObject({
        status: 409,
        conflicting_id: company.id,
        detail: expect.stringContaining('archived'),
      })
    }
  })

  it('tenancy-05: a reference is taken within one tenant only', async () => {
    const external_ref = { system: 'xero', id: 'C-1' }
    const other = await harness.mintTenant()
    for (const one of [tenant, other])
      expect((await one.put('/v1/companies', { name: 'Same', external_ref })).status).toBe(200)
    const renamed = await other.put('/v1/companies', { name: 'Renamed', external_ref })
    expect(renamed.body.version).toBe(2)
    expect((await tenant.post('/v1/companies', { name: 'Twin', external_ref })).status).toBe(409)
  })
})
