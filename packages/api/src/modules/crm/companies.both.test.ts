import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

describe('companies', () => {
  it('are created, read, changed and listed', async () => {
    const created = await tenant.post('/v1/companies', { name: 'Oakmere Ferries' })
    expect(created.body).toMatchObject({
      name: 'Oakmere Ferries',
      status: 'prospect',
      version: 1,
      possible_duplicates: [],
    })
    expect(created.status).toBe(201)
    expect(created.headers.get('location')).toBe(`/v1/companies/${created.body.id}`)
    const read = await tenant.get(`/v1/companies/${created.body.id}`)
    expect(read.headers.get('etag')).toBe('"1"')
    const changed = await tenant.patch(`/v1/companies/${created.body.id}`, { website: 'https://oakmere.example' })
    expect(changed.body).toMatchObject({ website: 'https://oakmere.example', version: 2 })
    const list = await tenant.get('/v1/companies')
    expect(list.body.data).toHaveLength(1)
    const events = await harness.admin(
      'select type, position, changed from event where tenant_id = $1 order by position',
      [tenant.tenantId],
    )
    expect(events.slice(-2)).toMatchObject([
      { type: 'company.created' },
      { type: 'company.updated', changed: ['website'] },
    ])
  })

  it('of another tenant look absent', async () => {
    const { body } = await tenant.post('/v1/companies', { name: 'Ours' })
    const other = await harness.mintTenant()
    expect((await other.get(`/v1/companies/${body.id}`)).status).toBe(404)
  })

  it('names the nearest field once', async () => {
    const { status, body } = await tenant.post('/v1/companies', { nam: 'x' })
    expect(status).toBe(422)
    expect(body).toMatchObject({
      code: 'invalid_request',
      errors: [{ code: 'unknown_field', pointer: '#/nam', nearest: 'name' }],
    })
  })

  it('replays an idempotent request', async () => {
    const headers = { 'Idempotency-Key': 'k1' }
    const first = await tenant.post('/v1/companies', { name: 'Once' }, { headers })
    const again = await tenant.post('/v1/companies', { name: 'Once' }, { headers })
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect((await tenant.post('/v1/companies', { name: 'Else' }, { headers })).body.code).toBe('idempotency_key_reused')
  })

  it('leaves nothing of a dry run', async () => {
    const before = await harness.admin('select count(*)::int as n from company')
    const dry = await tenant.post('/v1/companies?dry_run=true', { name: 'Never' })
    expect(dry.status).toBe(201)
    expect(dry.headers.get('dry-run')).toBe('true')
    expect(await harness.admin('select count(*)::int as n from company')).toEqual(before)
  })
})
