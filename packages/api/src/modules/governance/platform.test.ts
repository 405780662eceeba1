import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform } from '../../db/platforms.ts'
import { type Harness, startHarness } from '../../testing/harness.ts'
import { createKey, findTenant, listKeys, revokeKey, rotateKey } from './index.ts'

let harness: Harness
let ours: string
let theirs: string

beforeAll(async () => {
  harness = await startHarness()
  ours = harness.platform.keySecret
  const { testDatabase, clock } = harness
  const target = testDatabase.kind === 'pglite' ? { pglite: testDatabase.pglite } : { ownerUrl: testDatabase.adminUrl }
  theirs = (await createPlatform(target, 'Another', clock.now())).keySecret
})
afterAll(() => harness.close())

const body = {
  name: 'Quillhaven Studio',
  kind: 'sandbox',
  time_zone: 'Europe/Amsterdam',
  owner: { name: 'Mara Quill' },
  legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
}
const create = (key: string, headers: Record<string, string> = {}) =>
  harness.call('POST', '/v1/platform/tenants', { key, body, headers })

describe('a platform', () => {
  it('threat 27: it sees only the tenants that it made', async () => {
    const made = await create(ours)
    expect(made).toMatchObject({ status: 201, body: { kind: 'sandbox', version: 1 } })
    const path = `/v1/platform/tenants/${made.body.id}`
    expect((await harness.call('GET', path, { key: ours })).body).toEqual(made.body)
    expect((await harness.call('GET', path, { key: theirs })).status).toBe(404)
    const mint = { name: 'Ours', scopes: ['members:read'] }
    expect((await harness.call('POST', `${path}/api_keys`, { key: theirs, body: mint })).status).toBe(404)
    expect((await harness.call('GET', '/v1/platform/tenants', { key: theirs })).body.data).toEqual([])
    const list = await harness.call('GET', '/v1/platform/tenants', { key: ours })
    expect(list.body.data).toContainEqual(made.body)
  })

  it('threat 27: it reads no tenant’s data, and its mints show inside the tenant', async () => {
    const { body: made } = await create(ours)
    for (const path of ['/v1/companies', '/v1/members', '/v1/api_keys', '/v1/tenant']) {
      expect((await harness.call('GET', path, { key: ours })).status).toBe(403)
    }
    const mint = { name: 'Our product', scopes: ['members:read', 'keys:read', 'events:read'] }
    const minted = await harness.call('POST', `/v1/platform/tenants/${made.id}/api_keys`, { key: ours, body: mint })
    expect(minted).toMatchObject({ status: 201, body: { name: 'Our product' } })
    expect(minted.headers.get('cache-control')).toBe('no-store')
    const key = minted.body.secret as string
    expect((await harness.call('GET', '/v1/members', { key })).body.data).toMatchObject([{ role: 'owner' }])
    const audit = await harness.admin(
      `select actor, operation from audit_entry where subject_type = 'api_key' and action = 'api_key.created' and actor->>'type' = 'platform_key'`,
    )
    expect(audit).toMatchObject([
      { operation: 'createPlatformApiKey', actor: { id: expect.stringMatching(/^platform_key_/) } },
    ])
    const events = await harness.admin(
      `select actor from event where type = 'api_key.created' and actor->>'type' = 'platform_key'`,
    )
    expect(events).toHaveLength(1)
    const kept = await harness.admin('select operation, detail from platform_audit order by recorded_at desc limit 1')
    expect(kept).toMatchObject([{ operation: 'createPlatformApiKey', detail: { api_key_id: minted.body.id } }])
    expect((await harness.call('GET', '/v1/platform/tenants', { key })).status).toBe(403)
  })

  it('repeats safely', async () => {
    const headers = { 'Idempotency-Key': 'tenant-1' }
    const twins = await Promise.all([create(ours, headers), create(ours, headers)])
    const first = twins.find((answer) => answer.status === 201)
    const again = await create(ours, headers)
    expect(again).toMatchObject({ status: 201, body: { id: first?.body.id } })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = await harness.call('POST', '/v1/platform/tenants', {
      key: ours,
      headers,
      body: { ...body, name: 'X' },
    })
    expect(other.body.code).toBe('idempotency_key_reused')
    expect((await create(theirs, headers)).body.id).not.toBe(first?.body.id)
    const path = `/v1/platform/tenants/${first?.body.id}/api_keys`
    const mint = () =>
      harness.call('POST', path, {
        key: ours,
        body: { name: 'k', scopes: ['deals:read'] },
        headers: { 'Idempotency-Key': 'mint' },
      })
    const secret = (await mint()).body.secret
    expect((await mint()).body.secret).toBe(secret)
    const kept = await harness.admin<{ body: string }>(`select body from platform_idempotency where key = 'mint'`)
    expect(kept[0]?.body).not.toContain(secret)
  })

  it('gives its tenant no scope that only it, or only a contact, has', async () => {
    const { body: made } = await create(ours)
    const mint = { name: 'k', scopes: ['platform:tenants'] }
    const refused = await harness.call('POST', `/v1/platform/tenants/${made.id}/api_keys`, { key: ours, body: mint })
    expect(refused.status).toBe(422)
  })
})

it('the command line lists, mints, rotates and revokes', async () => {
  const { body: made } = await create(ours)
  const tools = { database: harness.database, reactions: new Map(), clock: harness.clock }
  const tenant = await findTenant(tools, made.id)
  const id = tenant?.id as number
  const key = await createKey(tools, id, { name: 'Operator', scopes: ['keys:read'] })
  expect((await harness.call('GET', '/v1/api_keys', { key: key.secret })).status).toBe(200)
  const rotated = await rotateKey(tools, id, { id: key.id, oldExpiresIn: 0 })
  expect((await harness.call('GET', '/v1/api_keys', { key: rotated.secret })).status).toBe(200)
  expect(await listKeys(tools, id)).toMatchObject([{ id: key.id, hints: rotated.hints }])
  expect(await revokeKey(tools, id, key.id)).toMatchObject({ id: key.id, descendants: 0 })
  harness.clock.tick(5000)
  expect((await harness.call('GET', '/v1/api_keys', { key: rotated.secret })).status).toBe(401)
  expect(await findTenant(tools)).toBeNull()
})
