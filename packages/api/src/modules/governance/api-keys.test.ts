import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const mint = async (scopes: string[], key?: string) => {
  const { status, body } = await tenant.post('/v1/api_keys', { name: 'k', scopes }, { ...(key && { key }) })
  expect(status).toBe(201)
  return body as { id: string; secret: string; minted_by_key_id: string; version: number }
}
const statusOf = async (key: string, path = '/v1/api_keys') => (await harness.call('GET', path, { key })).status
const asSecret = (key: string) => ({ key })

describe('API keys', () => {
  it('are minted with a secret that is shown once', async () => {
    const made = await tenant.post('/v1/api_keys', { name: 'Website', scopes: ['keys:read'] })
    expect(made.headers.get('cache-control')).toBe('no-store')
    expect(made.headers.get('location')).toBe(`/v1/api_keys/${made.body.id}`)
    expect(made.body.secret).toMatch(/^ao_test_/)
    const read = await tenant.get(`/v1/api_keys/${made.body.id}`)
    expect(read.body).toMatchObject({ name: 'Website', hints: made.body.hints, descendants: [] })
    expect(JSON.stringify(read.body)).not.toContain(made.body.secret)
    expect(await statusOf(made.body.secret)).toBe(200)
    const list = await tenant.get('/v1/api_keys?limit=1')
    expect(list.body.data[0]).toMatchObject({ id: made.body.id, hints: made.body.hints })
  })

  it('never have more than their minter, nor live longer', async () => {
    const small = await mint(['keys:write', 'deals:read'])
    const more = await tenant.post('/v1/api_keys', { name: 'x', scopes: ['deals:write'] }, asSecret(small.secret))
    expect(more).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } })
    const soon = new Date(harness.clock.now() + 3_600_000).toISOString()
    const brief = await tenant.post('/v1/api_keys', { name: 'b', scopes: ['keys:write'], expires_at: soon })
    const child = await mint(['keys:write'], brief.body.secret)
    expect(child).toMatchObject({ expires_at: soon, minted_by_key_id: brief.body.id })
    const later = new Date(harness.clock.now() + 7_200_000).toISOString()
    const body = { name: 'l', scopes: ['keys:write'], expires_at: later }
    const refused = await tenant.post('/v1/api_keys', body, asSecret(brief.body.secret))
    expect(refused.body.errors[0].pointer).toBe('#/expires_at')
  })

  it('abuse-08: a dry run gives no secret and leaves nothing', async () => {
    const dry = await tenant.post('/v1/api_keys?dry_run=true', { name: 'dry', scopes: ['keys:read'] })
    expect(dry).toMatchObject({ status: 201, body: { secret: null, hints: [] } })
    expect((await tenant.get(`/v1/api_keys/${dry.body.id}`)).status).toBe(404)
  })

  it('are answered again with the same secret, kept encrypted', async () => {
    const headers = { 'Idempotency-Key': 'mint-1' }
    const body = { name: 'once', scopes: ['keys:read'] }
    const first = await tenant.post('/v1/api_keys', body, { headers })
    const again = await tenant.post('/v1/api_keys', body, { headers })
    expect(again.body).toEqual(first.body)
    const kept = await harness.admin<{ body: string }>(`select body from idempotency_record where key = 'mint-1'`)
    expect(kept[0]?.body).not.toContain('ao_test_')
  })

  it('rotate: both secrets are valid for a while, under one id', async () => {
    const old = await mint(['keys:read'])
    const made = await tenant.post(`/v1/api_keys/${old.id}/rotate`, { old_expires_in: 60 })
    expect(made.body.id).toBe(old.id)
    expect(made.body.hints).toHaveLength(2)
    expect([await statusOf(old.secret), await statusOf(made.body.secret)]).toEqual([200, 200])
    harness.clock.tick(66_000)
    expect([await statusOf(old.secret), await statusOf(made.body.secret)]).toEqual([401, 200])
    expect((await tenant.get(`/v1/api_keys/${old.id}`)).body.hints).toHaveLength(1)
  })

  it('abuse-16: a key without keys:write does not rotate itself', async () => {
    const key = await mint(['keys:read'])
    const self = await tenant.post(`/v1/api_keys/${key.id}/rotate`, { old_expires_in: 0 }, asSecret(key.secret))
    expect(self.status).toBe(403)
  })

  it('a key does not learn the secret of one that may more', async () => {
    const small = await mint(['keys:write'])
    const large = await mint(['keys:write', 'payments:write'])
    const taken = await tenant.post(`/v1/api_keys/${large.id}/rotate`, { old_expires_in: 0 }, asSecret(small.secret))
    expect(taken).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } })
    expect(await statusOf(large.secret, '/v1/tenant')).toBe(403)
  })

  it('abuse-16: revoking ends all descendants, on every process within 5 seconds', async () => {
    const other = harness.anotherApp()
    const first = await mint(['keys:read', 'keys:write'])
    const second = await mint(['keys:read', 'keys:write'], first.secret)
    const third = await mint(['keys:read'], second.secret)
    const bystander = await mint(['keys:read'])
    const learnt = await tenant.post(
      `/v1/api_keys/${bystander.id}/rotate`,
      { old_expires_in: 600 },
      asSecret(second.secret),
    )
    const elsewhere = async (key: string) =>
      (await other.request('/v1/api_keys', { headers: { Authorization: `Bearer ${key}` } })).status
    const secrets = [first.secret, second.secret, third.secret, learnt.body.secret]
    for (const secret of secrets) expect([await statusOf(secret), await elsewhere(secret)]).toEqual([200, 200])
    const shown = await tenant.get(`/v1/api_keys/${first.id}`)
    expect(shown.body.descendants.sort()).toEqual([second.id, third.id].sort())
    const revoked = await tenant.post(`/v1/api_keys/${first.id}/revoke`)
    expect(revoked).toMatchObject({ status: 200, body: { id: first.id, revoked_at: expect.any(String) } })
    expect(revoked.body.descendants.sort()).toEqual([second.id, third.id].sort())
    harness.clock.tick(5000)
    for (const secret of secrets) expect([await statusOf(secret), await elsewhere(secret)]).toEqual([401, 401])
    expect(await statusOf(bystander.secret)).toBe(200)
    const again = await tenant.post(`/v1/api_keys/${first.id}/revoke`)
    expect(again.body).toMatchObject({ version: revoked.body.version, descendants: [] })
  })

  it('a key that is revoked meanwhile mints nothing, though a cache still knows it', async () => {
    const key = await mint(['keys:read', 'keys:write'])
    expect(await statusOf(key.secret)).toBe(200)
    await tenant.post(`/v1/api_keys/${key.id}/revoke`)
    const late = await tenant.post('/v1/api_keys', { name: 'x', scopes: ['keys:read'] }, asSecret(key.secret))
    expect(late.status).toBe(401)
  })

  it('tenancy-04: state and derived fields are not written, and the answer names what changes them', async () => {
    const key = await mint(['keys:read'])
    for (const [body, mend] of [
      [{ revoked: false }, 'revoke'],
      [{ revoked_at: null }, 'revoke'],
      [{ key_hash: 'x' }, 'rotate'],
      [{ scopes: ['payments:write'] }, 'create'],
    ] as const) {
      const refused = await tenant.patch(`/v1/api_keys/${key.id}`, body)
      expect(refused.status).toBe(422)
      expect(refused.body.errors[0]).toMatchObject({ code: 'read_only' })
      expect(refused.body.errors[0].detail).toContain(mend)
    }
    expect((await tenant.get(`/v1/api_keys/${key.id}`)).body.version).toBe(1)
  })

  it('tenancy-05: two tenants use the same label, and see only their own', async () => {
    const other = await harness.mintTenant()
    const body = { name: 'Same label', scopes: ['keys:read'] }
    const ours = await tenant.post('/v1/api_keys', body)
    expect((await other.post('/v1/api_keys', body)).status).toBe(201)
    expect((await other.get(`/v1/api_keys/${ours.body.id}`)).status).toBe(404)
    expect((await other.post(`/v1/api_keys/${ours.body.id}/revoke`)).status).toBe(404)
    expect((await other.post(`/v1/api_keys/${ours.body.id}/rotate`, { old_expires_in: 0 })).status).toBe(404)
  })
})
