import { problemCodes } from '@agencyops/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'
import { countRows } from '../testing/route-contract.ts'

let harness: Harness
let tenant: TestTenant
let company: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  company = (await tenant.post('/v1/companies', { name: 'Answered' })).body.id
})
afterAll(() => harness.close())

describe('problems', () => {
  it('have one form: media type, code of the catalogue, request id, no cache', async () => {
    const answers = [
      await tenant.get('/v1/nowhere'),
      await tenant.delete('/v1/companies'),
      await tenant.get('/v1/companies/x'),
      await harness.call('GET', '/v1/companies'),
      await tenant.post('/v1/companies', '{'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 405, 422, 401, 400])
    for (const { headers, body, status } of answers) {
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(body).toMatchObject({ type: `urn:agencyops:problem:${body.code}`, status })
      expect(problemCodes).toContain(body.code)
      expect(body.title).not.toBe('')
      expect(body.detail).not.toBe('')
      expect(body.request_id).toBe(headers.get('x-request-id'))
    }
  })

  it('of a wrong method say which are right', async () => {
    const list = await tenant.delete('/v1/companies')
    expect(list.headers.get('allow')?.split(', ').sort()).toEqual(
      expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', 'POST']),
    )
    const one = await tenant.post(`/v1/companies/${company}`, {})
    expect([one.status, one.body.code]).toEqual([405, 'method_not_allowed'])
    expect(one.headers.get('allow')).toContain('PATCH')
    expect(one.headers.get('allow')).not.toContain('POST')
  })

  it('never carry the inside of an error', async () => {
    await harness.admin(`alter table company add constraint inner_secret check (name <> 'Broken') not valid`)
    const answer = await tenant.post('/v1/companies', { name: 'Broken' })
    await harness.admin('alter table company drop constraint inner_secret')
    expect([answer.status, answer.body.code]).toEqual([500, 'internal_error'])
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|constraint|relation/)
  })
})

describe('request ids', () => {
  it('are the caller’s where they have a safe form, else our own', async () => {
    const given = await tenant.get('/v1/companies', { headers: { 'X-Request-Id': 'trace-12345678' } })
    expect(given.headers.get('x-request-id')).toBe('trace-12345678')
    for (const id of ['short', 'a b c d e f g', '<script>alert(1)</script>', 'x'.repeat(65)]) {
      const answer = await tenant.get('/v1/companies', { headers: { 'X-Request-Id': id } })
      expect(answer.headers.get('x-request-id')).toMatch(/^req_[\w]+/)
    }
    const all = await Promise.all(Array.from({ length: 20 }, () => tenant.get('/v1/companies')))
    expect(new Set(all.map(({ headers }) => headers.get('x-request-id'))).size).toBe(20)
  })

  it('stand in the audit entry of what the request did', async () => {
    await tenant.post('/v1/companies', { name: 'Traced' }, { headers: { 'X-Request-Id': 'trace-the-audit' } })
    expect(await harness.admin(`select operation from audit_entry where request_id = 'trace-the-audit'`)).toEqual([
      { operation: 'createCompany' },
    ])
  })
})

describe('HEAD', () => {
  it('answers as GET without a body', async () => {
    const get = await tenant.get(`/v1/companies/${company}`)
    const ask = (path: string) =>
      harness.app.request(path, { method: 'HEAD', headers: { Authorization: `Bearer ${tenant.key}` } })
    const head = await ask(`/v1/companies/${company}`)
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
    expect((await ask('/v1/nowhere')).status).toBe(404)
  })
})

describe('a dry run', () => {
  it('abuse-08: leaves no row in any table, whether it succeeds or not', async () => {
    const before = await countRows(harness)
    const counter = () => harness.admin('select position, at from event_counter order by tenant_id')
    const positions = await counter()
    const made = await tenant.post('/v1/companies?dry_run=true', {
      name: 'Never',
      external_ref: { system: 'x', id: '1' },
    })
    const changed = await tenant.patch(`/v1/companies/${company}?dry_run=true`, { notes: 'never' })
    const refused = await tenant.post('/v1/companies?dry_run=true', { name: '' })
    expect([made.status, changed.status, refused.status]).toEqual([201, 200, 422])
    expect(changed.body.notes).toBe('never')
    for (const answer of [made, changed]) {
      expect(answer.headers.get('dry-run')).toBe('true')
      expect(answer.headers.get('etag')).toBeNull()
      expect(answer.headers.get('location')).toBeNull()
    }
    expect(await countRows(harness)).toEqual(before)
    expect(await counter()).toEqual(positions)
    expect((await tenant.get(`/v1/companies/${company}`)).body.notes).toBeNull()
  })

  it('checks what the real one checks', async () => {
    await tenant.post('/v1/companies', { name: 'Taken', external_ref: { system: 'x', id: 'taken' } })
    const clash = await tenant.post('/v1/companies?dry_run=true', {
      name: 'Clash',
      external_ref: { system: 'x', id: 'taken' },
    })
    expect([clash.status, clash.body.code]).toEqual([409, 'conflict'])
    const stale = await tenant.patch(
      `/v1/companies/${company}?dry_run=true`,
      { notes: 'x' },
      { headers: { 'If-Match': '"99"' } },
    )
    expect(stale.status).toBe(412)
  })

  it('is a flag of writes alone, and only true or false', async () => {
    expect((await tenant.get('/v1/companies?dry_run=true')).status).toBe(422)
    expect((await tenant.post('/v1/companies?dry_run=yes', { name: 'A' })).status).toBe(422)
  })
})

describe('uniqueness', () => {
  it('tenancy-05: holds within a tenant and says nothing about others', async () => {
    const body = { name: 'Ref', external_ref: { system: 'xero', id: 'C-1' } }
    const other = await harness.mintTenant()
    expect((await tenant.post('/v1/companies', body)).status).toBe(201)
    expect((await other.post('/v1/companies', body)).status).toBe(201)
    const again = await tenant.post('/v1/companies', body)
    expect([again.status, again.body.code, again.body.errors[0].pointer]).toEqual([409, 'conflict', '#/external_ref'])
  })
})
