import type { Scope } from '@agencyops/schema'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RowId, toRow, toWire } from '../../db/row.ts'
import { createSecrets } from '../../http/secrets.ts'
import { makeContact, type WonEngagement, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, TEST_SECRET, type TestAnswer, type TestTenant } from '../../testing/harness.ts'
import { createSessionAccess, type SessionPrincipal } from './session-access.ts'

const ORIGIN = 'https://client.example'
const MINUTE = 60_000

let harness: Harness
let tenant: TestTenant
let story: WonEngagement
let contact: TestAnswer['body']
let owner: string

beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

beforeEach(async () => {
  harness.clock.real()
  tenant = await harness.mintTenant()
  story = await winEngagement(tenant)
  contact = await makeContact(tenant, story.company.id)
  await tenant.post(`/v1/engagements/${story.engagement.id}/share`, { contact_id: contact.id })
  const [member] = await harness.admin<{ id: RowId<'member'> }>('select id from member where tenant_id = $1', [
    tenant.tenantId,
  ])
  owner = toWire('member', (member as { id: RowId<'member'> }).id)
})

/** What a token stands for at this moment; the code of its refusal otherwise. */
async function standing(token: string, secrets = [TEST_SECRET]): Promise<SessionPrincipal | string | undefined> {
  const access = createSessionAccess(harness.database, harness.clock, createSecrets(secrets), 'http://psa.test')
  return access.find(token).catch((error: { code: string }) => error.code)
}

const mint = (body: Record<string, unknown>, key?: string, query = '') =>
  tenant.post(`/v1/embed_sessions${query}`, { origins: [ORIGIN], ...body }, key ? { key } : {})

const forContact = (more: Record<string, unknown> = {}) => ({
  subject_id: contact.id,
  components: { approval: {}, engagement: {} },
  engagement_ids: [story.engagement.id],
  ...more,
})

const forOwner = (more: Record<string, unknown> = {}) => ({
  subject_id: owner,
  components: { pipeline_board: {} },
  ...more,
})

const sql = (text: string, ...more: unknown[]) => harness.admin(text, [tenant.tenantId, ...more])

describe('minting', () => {
  it('answers the token once, for at most fifteen minutes', async () => {
    const minted = await mint(forContact())
    expect(minted.status).toBe(201)
    expect(minted.headers.get('cache-control')).toBe('no-store')
    expect(minted.body).toMatchObject({
      subject_id: contact.id,
      acts_for: true,
      expires_in: 900,
      origins: [ORIGIN],
      revoked_at: null,
    })
    const read = await tenant.get(`/v1/embed_sessions/${minted.body.id}`)
    expect(read.body.token).toBeUndefined()
    expect((await tenant.get(`/v1/embed_sessions?contact_id=${contact.id}&live=true`)).body.data).toHaveLength(1)
    expect(
      (await tenant.get(`/v1/embed_sessions?engagement_id=${story.engagement.id}&live=false`)).body.data,
    ).toHaveLength(0)
    expect((await mint(forContact({ ttl_seconds: 901 }))).status).toBe(422)
  })

  it.each([
    'https://a.example/',
    'https://a.example/path',
    'null',
    '*',
    'https://a.example:443',
    'HTTPS://a.example',
    'ftp://a.example',
    'https://u@a.example',
  ])('refuses %s as an origin', async (origin) => {
    expect((await mint(forContact({ origins: [origin] }))).body.errors[0].pointer).toBe('#/origins/0')
  })

  it('refuses subjects and engagements that cannot be', async () => {
    const other = await winEngagement(tenant)
    const foreign = await harness.mintTenant()
    const theirs = await winEngagement(foreign)
    const code = async (body: Record<string, unknown>) => (await mint(body)).body.errors?.[0]?.code
    expect(await code(forContact({ engagement_ids: [other.engagement.id] }))).toBe('not_shared')
    expect(await code(forContact({ engagement_ids: [theirs.engagement.id] }))).toBe('not_shared')
    expect(await code(forOwner({ engagement_ids: [theirs.engagement.id] }))).toBe('unknown_record')
    expect(await code({ ...forContact(), subject_id: (await makeContact(foreign, theirs.company.id)).id })).toBe(
      'unknown_record',
    )
    expect(await code(forContact({ components: {} }))).toBe('invalid')
    expect(await code(forContact({ components: { approvals: {} } }))).toBe('unknown_field')
    await sql('update contact set archived_at = now() where tenant_id = $1')
    expect(await code(forContact())).toBe('archived')
  })
})

describe('abuse-07: a session has no more rights than the key that minted it', () => {
  it('case 1: for an owner, with a key that reads deals', async () => {
    const key = await tenant.keyWith('embed_sessions:write', 'deals:read')
    const { body } = await mint(forOwner({ components: { pipeline_board: {}, invoice: {} } }), key)
    const get = (path: string) => tenant.get(path, { key: body.token, headers: { Origin: ORIGIN } })
    expect((await get('/v1/deals')).status).toBe(200)
    for (const path of ['/v1/companies', '/v1/embed_sessions', '/v1/engagements', '/v1/files'])
      expect((await get(path)).status).toBe(403)
    expect((await standing(body.token)) as SessionPrincipal).toMatchObject({
      kind: 'member',
      scopes: new Set<Scope>(['deals:read']),
    })
  })

  it('case 2: for a contact, with a key that may not act for contacts', async () => {
    const key = await tenant.keyWith('embed_sessions:write', 'deals:read')
    const { body } = await mint(forContact(), key)
    expect(body.acts_for).toBe(false)
    const principal = (await standing(body.token)) as SessionPrincipal
    expect(principal).toMatchObject({ kind: 'contact', actsFor: false })
    expect(principal.scopes.has('approvals:decide')).toBe(false)
  })

  it('case 3: a contact without engagements is refused', async () => {
    const { engagement_ids: _, ...without } = forContact()
    expect((await mint(without)).body.errors[0].pointer).toBe('#/engagement_ids')
    expect((await mint(forContact({ engagement_ids: [] }))).status).toBe(422)
  })

  it('case 4: a key that acts for contacts lets them decide, until it may no more', async () => {
    const { body } = await mint(forContact())
    expect(await standing(body.token)).toMatchObject({ kind: 'contact', actsFor: true })
    await sql(`update api_key set scopes = array_remove(scopes, 'contacts:act_for') where tenant_id = $1`)
    expect(await standing(body.token)).toMatchObject({ actsFor: false })
  })

  it('case 5: a contact with a member’s address decides nothing, whenever the address came', async () => {
    const before = (await mint(forContact())).body
    await sql(`update contact set email = ' MARA@quillhaven.example' where tenant_id = $1`)
    expect(await standing(before.token)).toMatchObject({ actsFor: false })
    const after = (await mint(forContact())).body
    expect(after.acts_for).toBe(false)
    await sql(`update contact set email = 'else@client.example' where tenant_id = $1`)
    expect(await standing(after.token)).toMatchObject({ actsFor: false })
  })

  it('no session mints sessions', async () => {
    const { body } = await mint(forOwner())
    const again = await mint(forOwner(), body.token)
    expect(again.status).toBe(403)
  })
})

describe('abuse-08: a dry run gives away nothing that works', () => {
  it('has no token, and leaves no session', async () => {
    const dry = await mint(forContact(), undefined, '?dry_run=true')
    expect(dry.status).toBe(201)
    expect(dry.body.token).toBeNull()
    expect(dry.headers.get('location')).toBeNull()
    expect(await sql('select 1 from embed_session where tenant_id = $1')).toEqual([])
  })

  it('a signed token is nothing without its committed row', async () => {
    const { body } = await mint(forContact())
    await sql('delete from embed_session where tenant_id = $1')
    expect((await tenant.get('/v1/deals', { key: body.token })).body.code).toBe('unauthenticated')
  })
})

describe('tenancy-06: what ends, ends with the next request', () => {
  it('of a sharing: that engagement alone is lost', async () => {
    const second = await winEngagement(tenant)
    await sql(
      'update contact set company_id = $2 where tenant_id = $1',
      toRow(second.company.id as `company_${string}`),
    )
    await tenant.post(`/v1/engagements/${second.engagement.id}/share`, { contact_id: contact.id })
    const { body } = await mint(forContact({ engagement_ids: [story.engagement.id, second.engagement.id] }))
    expect(((await standing(body.token)) as SessionPrincipal).engagementIds).toHaveLength(2)
    await tenant.post(`/v1/engagements/${story.engagement.id}/unshare`, { contact_id: contact.id })
    expect(((await standing(body.token)) as SessionPrincipal).engagementIds).toEqual([toRow(second.engagement.id)])
    expect((await mint(forContact())).body.errors[0].code).toBe('not_shared')
  })

  it('a later sharing widens no session beyond its list', async () => {
    const { body } = await mint(forContact())
    const second = await winEngagement(tenant)
    await sql(
      'update contact set company_id = $2 where tenant_id = $1',
      toRow(second.company.id as `company_${string}`),
    )
    await tenant.post(`/v1/engagements/${second.engagement.id}/share`, { contact_id: contact.id })
    expect(((await standing(body.token)) as SessionPrincipal).engagementIds).toEqual([toRow(story.engagement.id)])
  })

  it.each([
    ['the session', 'update embed_session set revoked_at = now() where tenant_id = $1'],
    ['the contact, archived', 'update contact set archived_at = now() where tenant_id = $1'],
    ['the contact, erased', 'update contact set erased_at = now() where tenant_id = $1'],
    ['THREATS 28: the minting key, revoked', 'update api_key set revoked_at = now() where tenant_id = $1'],
    ['the minting key, expired', 'update api_key set expires_at = now() where tenant_id = $1'],
  ])('of %s', async (_, statement) => {
    const { body } = await mint(forContact())
    expect(await standing(body.token)).toMatchObject({ kind: 'contact' })
    await sql(statement)
    expect(await standing(body.token)).toBe('session_expired')
    const answer = await tenant.get('/v1/deals', { key: body.token })
    expect(answer).toMatchObject({ status: 401, body: { code: 'session_expired' } })
  })

  it('of a member: archived, or of a smaller role', async () => {
    const { body } = await mint(forOwner())
    const get = () => tenant.get('/v1/deals', { key: body.token })
    expect((await get()).status).toBe(200)
    await sql(`update member set role = 'contractor' where tenant_id = $1`)
    expect((await get()).status).toBe(403)
    await sql('update member set archived_at = now() where tenant_id = $1')
    expect((await get()).body.code).toBe('session_expired')
  })

  it('by revoking one, and all of somebody', async () => {
    const one = (await mint(forContact())).body
    expect((await tenant.post(`/v1/embed_sessions/${one.id}/revoke`)).body.revoked_at).not.toBeNull()
    expect((await tenant.post(`/v1/embed_sessions/${one.id}/revoke`)).status).toBe(200)
    expect(await standing(one.token)).toBe('session_expired')
    const tokens = [
      (await mint(forContact())).body.token,
      (await mint(forContact())).body.token,
      (await mint(forOwner())).body.token,
    ]
    expect((await tenant.post('/v1/embed_sessions/revoke_all', { engagement_id: story.engagement.id })).body).toEqual({
      revoked: 2,
      revoked_links: 0,
    })
    expect(await standing(tokens[0])).toBe('session_expired')
    expect(await standing(tokens[2])).toMatchObject({ kind: 'member' })
    expect((await tenant.post('/v1/embed_sessions/revoke_all', { member_id: owner })).body).toEqual({
      revoked: 1,
      revoked_links: 0,
    })
    expect((await tenant.post('/v1/embed_sessions/revoke_all', {})).status).toBe(422)
    const events = await sql(`select type from event where tenant_id = $1 and type = 'embed_session.revoked'`)
    expect(events).toHaveLength(4)
  })
})

describe('tenancy-07: where a token may be used', () => {
  it.each([
    'https://evil.example',
    'https://client.example.evil.example',
    'http://client.example',
    'null',
    'https://client.example:8443',
  ])('not on a page of %s, which can read why', async (origin) => {
    const { body } = await mint(forOwner())
    const answer = await tenant.post(
      '/v1/companies',
      { name: 'Never' },
      { key: body.token, headers: { Origin: origin } },
    )
    expect(answer).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('on its own page, and by who is no page at all', async () => {
    const { body } = await mint(forOwner())
    expect((await tenant.get('/v1/deals', { key: body.token, headers: { Origin: ORIGIN } })).status).toBe(200)
    expect((await tenant.get('/v1/deals', { key: body.token })).status).toBe(200)
  })

  it('no body says the origin', async () => {
    expect((await mint(forContact({ origin: ORIGIN }))).body.errors[0]).toMatchObject({ code: 'unknown_field' })
  })
})

describe('a token', () => {
  it('abuse-10: ends by the machine’s time, however the test clock stands', async () => {
    await sql(`update test_clock set frozen_at = '2027-03-01T09:00:00Z' where tenant_id = $1`)
    const { body } = await mint(forOwner({ ttl_seconds: 600 }))
    harness.clock.tick(9 * MINUTE)
    expect((await tenant.get('/v1/deals', { key: body.token })).status).toBe(200)
    harness.clock.tick(2 * MINUTE)
    expect((await tenant.get('/v1/deals', { key: body.token })).body.code).toBe('session_expired')
  })

  it('stays good while secrets rotate, and dies with its secret', async () => {
    const { token } = (await mint(forContact())).body
    const next = 'a secret that came later and is long enough'
    expect(await standing(token, [next, TEST_SECRET])).toMatchObject({ kind: 'contact' })
    expect(await standing(token, [next])).toBeUndefined()
  })

  it('is not believed with another signature, type, audience, issuer or algorithm', async () => {
    const { token } = (await mint(forContact())).body
    const [head, payload, signature] = token.split('.') as [string, string, string]
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const [key] = createSecrets([TEST_SECRET]).derive('embed session')
    if (!key) throw new Error('no key')
    const sign = (header: Record<string, string>, more: Record<string, unknown> = {}, secret = key.key) =>
      new SignJWT({ ...claims, ...more })
        .setProtectedHeader({ alg: 'HS256', typ: 'ao-embed+jwt', kid: key.id, ...header })
        .sign(secret)
    expect(await standing(await sign({}))).toMatchObject({ kind: 'contact' })
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'ao-embed+jwt', kid: key.id })).toString('base64url')
    const forged = [
      `${head}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `${none}.${payload}.${signature}`,
      await sign({ typ: 'JWT' }),
      await sign({ kid: 'ffffffffffff' }),
      await sign({}, { aud: 'other' }),
      await sign({}, { iss: 'http://other.test' }),
      await sign({}, { tid: '1' }),
      await sign({}, {}, new Uint8Array(32)),
    ]
    for (const one of forged) expect(await standing(one)).toBeUndefined()
  })

  it('does not open another tenant’s session', async () => {
    const foreign = await harness.mintTenant()
    const { token } = (await mint(forContact())).body
    const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
    const [key] = createSecrets([TEST_SECRET]).derive('embed session')
    if (!key) throw new Error('no key')
    const moved = await new SignJWT({ ...claims, tid: foreign.tenantId })
      .setProtectedHeader({ alg: 'HS256', typ: 'ao-embed+jwt', kid: key.id })
      .sign(key.key)
    expect(await standing(moved)).toBeUndefined()
  })
})

describe('a member’s session', () => {
  it('limited to engagements reaches no other and no area beside them', async () => {
    const other = await winEngagement(tenant)
    const { token } = (
      await mint(
        forOwner({ components: { pipeline_board: {}, engagement: {} }, engagement_ids: [story.engagement.id] }),
      )
    ).body
    const get = async (path: string) => (await tenant.get(path, { key: token })).status
    expect(await get(`/v1/engagements/${story.engagement.id}`)).toBe(200)
    expect(await get(`/v1/engagements/${other.engagement.id}`)).toBe(404)
    expect(await get('/v1/deals')).toBe(403)
    expect(await get('/v1/companies')).toBe(403)
    const list = await tenant.get('/v1/engagements', { key: token })
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual([story.engagement.id])
  })

  it('of a contractor sees the engagements of its teams, as long as it is on them', async () => {
    await sql(`update member set role = 'contractor' where tenant_id = $1`)
    const [person] = await harness.admin<{ id: RowId<'person'> }>(
      'select person_id as id from member where tenant_id = $1',
      [tenant.tenantId],
    )
    const personId = toWire('person', (person as { id: RowId<'person'> }).id)
    const { token } = (await mint(forOwner({ components: { engagement: {} } }))).body
    const path = `/v1/engagements/${story.engagement.id}`
    const get = async () => (await tenant.get(path, { key: token })).status
    expect(await get()).toBe(404)
    await tenant.post(`${path}/team_members`, { person_id: personId })
    expect(await get()).toBe(200)
    await tenant.delete(`${path}/team_members/${personId}`)
    expect(await get()).toBe(404)
  })

  it('of a contact reaches nothing but the portal', async () => {
    const { token } = (await mint(forContact())).body
    for (const path of ['/v1/deals', '/v1/engagements', `/v1/engagements/${story.engagement.id}`, '/v1/files']) {
      expect((await tenant.get(path, { key: token })).status).toBe(403)
    }
  })
})
