/** What somebody would try with a session's token, tried over HTTP on two processes. One test per attack. */
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSecrets } from '../packages/api/src/http/secrets.ts'
import { type ApprovalStory, askApproval } from '../packages/api/src/testing/approval-story.ts'
import { makeContact, winEngagement } from '../packages/api/src/testing/engagement-story.ts'
import {
  type CallOptions,
  type Harness,
  startHarness,
  TEST_SECRET,
  type TestAnswer,
  type TestTenant,
} from '../packages/api/src/testing/harness.ts'
import { attempt, audience } from '../packages/api/src/testing/route-contract.ts'
import { operations } from '../packages/api/src/testing/world.ts'
import { components } from '../packages/schema/src/catalog/components.ts'

type Body = TestAnswer['body']

const ORIGIN = 'https://app.example'

let harness: Harness
let other: Harness['app']

beforeAll(async () => {
  harness = await startHarness({ server: true })
  other = harness.anotherApp()
}, 120_000)
afterAll(() => harness.close())
afterEach(() => harness.clock.real())

async function ok(answer: Promise<TestAnswer>): Promise<Body> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

interface Stage extends ApprovalStory {
  tenant: TestTenant
  /** What the contact decides, with the hash that was shown. */
  path: string
  sha256: string
}

async function stage(): Promise<Stage> {
  const tenant = await harness.mintTenant()
  const story = await askApproval(harness, tenant)
  const path = `/v1/portal/approvals/${story.approval.id}`
  return { ...story, tenant, path, sha256: (await ok(story.portal.get(path))).sha256 }
}

const mint = (tenant: TestTenant, body: Record<string, unknown>, more: CallOptions = {}) =>
  tenant.post('/v1/embed_sessions', { origins: [ORIGIN], ...body }, more)

const forContact = ({ contact, engagement }: ApprovalStory, more: Record<string, unknown> = {}) => ({
  subject_id: contact.id,
  components: { approval: {}, engagement: {}, invoice: {} },
  engagement_ids: [engagement.id],
  ...more,
})

async function owner(tenant: TestTenant): Promise<string> {
  return (await ok(tenant.get('/v1/members?role=owner'))).data[0].id
}

const decided = (tenant: TestTenant) =>
  harness.admin('select 1 from approval_evidence where tenant_id = $1', [tenant.tenantId])

/** What each of two processes answers to the next request, by status. */
async function next(token: string, path: string): Promise<number[]> {
  const headers = { Authorization: `Bearer ${token}` }
  const answers = await Promise.all([harness.app, other].map((app) => app.request(path, { headers })))
  return answers.map(({ status }) => status)
}

describe('a token on a page of another origin', () => {
  let at: Stage
  beforeAll(async () => {
    at = await stage()
  })

  it.each([
    'null',
    '',
    'https://evil.example',
    'https://app.example.evil.example',
    'https://app.example.evil',
    'https://evilapp.example',
    'https://sub.app.example',
    'http://app.example',
    'https://app.example:8443',
    'https://app.example:443',
    'https://app.example/',
    'https://APP.example',
    'https://app.example https://evil.example',
    'https://app.example, https://evil.example',
    'https://evil.example#https://app.example',
    'https://user@app.example',
    '*',
  ])('reads and decides nothing from %j, and the page can read why', async (origin) => {
    const headers = { Origin: origin }
    for (const answer of [
      await at.portal.get('/v1/portal/approvals', { headers }),
      await at.portal.post(`${at.path}/approve`, { sha256: at.sha256 }, { headers }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'origin_not_allowed'])
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
      expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id')
    }
    expect(await decided(at.tenant)).toEqual([])
  })

  it('is used from its own origin, and from where there is no page', async () => {
    expect((await at.portal.get(at.path, { headers: { Origin: ORIGIN } })).status).toBe(200)
    expect((await at.portal.get(at.path)).status).toBe(200)
  })

  it('a server’s key is as useless in a page of any site', async () => {
    for (const origin of [ORIGIN, 'null', 'http://psa.test.evil.example']) {
      const answer = await at.tenant.get('/v1/deals', { headers: { Origin: origin } })
      expect([answer.status, answer.body.code]).toEqual([403, 'origin_not_allowed'])
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
  })
})

describe('a preflight', () => {
  it.each(['/v1/portal/approvals', '/v1/embed_sessions', '/v1/public/portal_sessions', '/v1/no_such'])(
    'of %s is answered for any origin, and lets no cookie through',
    async (path) => {
      for (const origin of [ORIGIN, 'https://evil.example', 'null']) {
        const answer = await harness.call('OPTIONS', path, {
          headers: {
            Origin: origin,
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'authorization, x-evil',
          },
        })
        expect(answer.status).toBe(204)
        expect(answer.headers.get('access-control-allow-origin')).toBe('*')
        expect(answer.headers.get('access-control-allow-methods')).toBe('GET,HEAD,POST,PUT,PATCH,DELETE')
        expect(answer.headers.get('access-control-max-age')).toBe('7200')
        expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
        const allowed = answer.headers.get('access-control-allow-headers') ?? ''
        for (const name of [
          'Authorization',
          'Content-Type',
          'If-Match',
          'If-None-Match',
          'Idempotency-Key',
          'Last-Event-ID',
          'AgencyOps-Client',
        ])
          expect(allowed).toContain(name)
        expect(allowed).not.toContain('evil')
      }
    },
  )
})

describe('a session with one component', () => {
  const names = Object.keys(components) as (keyof typeof components)[]

  it.each(names)('%s: reaches no operation of another', async (name) => {
    const at = await stage()
    const { token } = await ok(mint(at.tenant, forContact(at, { components: { [name]: {} } })))
    const reached = components[name].portal as readonly string[]
    const ids = (prefix: string) =>
      ({ approval: at.approval.id, engagement: at.engagement.id, milestone: at.milestone.id })[prefix] ??
      `${prefix}_01m86d72r0fkxt9zq4c7w2h5nb`
    for (const operation of operations.filter((one) => audience(one) === 'portal')) {
      if (reached.includes(operation.id)) continue
      const { status, body } = await attempt(harness, operation, { key: token, pathIds: ids })
      expect([operation.id, status, body.code]).toEqual([operation.id, 403, 'forbidden'])
    }
    expect(await decided(at.tenant)).toEqual([])
  })

  it('decides nothing where the decision was not granted', async () => {
    const at = await stage()
    const looking = forContact(at, { components: { approval: { features: [] } } })
    const { token } = await ok(mint(at.tenant, looking))
    for (const [verb, body] of [
      ['approve', { sha256: at.sha256 }],
      ['reject', { reason: 'No.' }],
    ] as const) {
      expect((await harness.call('POST', `${at.path}/${verb}`, { key: token, body })).status).toBe(403)
    }
  })
})

describe('a session for one engagement', () => {
  it('reaches nothing of another one, though it is shared with the same contact', async () => {
    const at = await stage()
    const deal = await ok(
      at.tenant.post('/v1/deals', {
        name: 'Second season',
        company_id: at.company.id,
        currency: 'EUR',
        scope_items: [{ key: 'one', name: 'One', quantity: '1', unit_price: '100', tax_percent: '21' }],
        planned_milestones: [{ name: 'All', due_on: '2030-01-01', bills: [{ key: 'one', percent: '100' }] }],
      }),
    )
    const { engagement, milestones } = await ok(at.tenant.post(`/v1/deals/${deal.id}/win`))
    await ok(at.tenant.post(`/v1/milestones/${milestones[0].id}/deliver`))
    const asked = await ok(
      at.tenant.post('/v1/approvals', { milestone_id: milestones[0].id, contact_id: at.contact.id }),
    )
    const path = `/v1/portal/approvals/${asked.id}`
    const answers = [
      await at.portal.get(path),
      await at.portal.post(`${path}/reject`, { reason: 'No.' }),
      await at.portal.get(`/v1/portal/engagements/${engagement.id}`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    for (const list of ['approvals', 'engagements', `approvals?engagement_id=${engagement.id}`]) {
      const text = JSON.stringify((await at.portal.get(`/v1/portal/${list}`)).body)
      expect([list, text.includes(engagement.id), text.includes(asked.id)]).toEqual([list, false, false])
    }
  })
})

describe('a token after its end', () => {
  it('is refused once its time is over, to the second, whatever it asks', async () => {
    const at = await stage()
    const { token } = await ok(mint(at.tenant, forContact(at, { ttl_seconds: 60 })))
    harness.clock.tick(58_000)
    expect(await next(token, at.path)).toEqual([200, 200])
    harness.clock.tick(2_001)
    expect(await next(token, at.path)).toEqual([401, 401])
    const late = await harness.call('POST', `${at.path}/approve`, { key: token, body: { sha256: at.sha256 } })
    expect([late.status, late.body.code]).toEqual([401, 'session_expired'])
    expect((await mint(at.tenant, forContact(at, { ttl_seconds: 901 }))).status).toBe(422)
  })

  const ends: [string, number, (at: Stage, session: Body) => Promise<unknown>][] = [
    ['it was revoked', 401, ({ tenant }, { id }) => ok(tenant.post(`/v1/embed_sessions/${id}/revoke`))],
    [
      'all of its contact were',
      401,
      ({ tenant, contact }) => ok(tenant.post('/v1/embed_sessions/revoke_all', { contact_id: contact.id })),
    ],
    [
      'all of its engagement were',
      401,
      ({ tenant, engagement }) => ok(tenant.post('/v1/embed_sessions/revoke_all', { engagement_id: engagement.id })),
    ],
    [
      'the sharing ended',
      404,
      ({ tenant, contact, engagement }) =>
        ok(tenant.post(`/v1/engagements/${engagement.id}/unshare`, { contact_id: contact.id })),
    ],
    ['the contact was archived', 401, ({ tenant, contact }) => ok(tenant.post(`/v1/contacts/${contact.id}/archive`))],
    ['its key was revoked', 401, ({ tenant }, { api_key_id: id }) => ok(tenant.post(`/v1/api_keys/${id}/revoke`))],
  ]

  it.each(ends)('is refused with the next request on every process: %s', async (_, status, end) => {
    const at = await stage()
    const session = await ok(mint(at.tenant, forContact(at)))
    expect(await next(session.token, at.path)).toEqual([200, 200])
    await end(at, session)
    expect(await next(session.token, at.path)).toEqual([status, status])
    const body = { sha256: at.sha256 }
    expect((await harness.call('POST', `${at.path}/approve`, { key: session.token, body })).status).toBe(status)
    expect(await decided(at.tenant)).toEqual([])
  })

  it('loses with the next request what a lowered role takes', async () => {
    const { tenant } = await stage()
    const [member] = (await ok(tenant.get('/v1/members'))).data
    const session = await ok(mint(tenant, { subject_id: member.id, components: { pipeline_board: {} } }))
    expect(await next(session.token, '/v1/deals')).toEqual([200, 200])
    const second = await ok(
      tenant.post('/v1/members', { name: 'Second', email: 'second@quillhaven.example', role: 'owner' }),
    )
    expect(second.role).toBe('owner')
    await ok(tenant.patch(`/v1/members/${member.id}`, { role: 'contractor' }, { headers: { 'If-Match': '*' } }))
    expect(await next(session.token, '/v1/deals')).toEqual([403, 403])
  })
})

describe('a forged token', () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const signed = (header: object, claims: object, key: Uint8Array, hash = 'sha256') => {
    const text = `${base64(header)}.${base64(claims)}`
    return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
  }
  const keyOf = (purpose: string, secret = TEST_SECRET) => {
    const [derived] = createSecrets([secret]).derive(purpose)
    return (derived as { key: Uint8Array }).key
  }

  it('is no credential: unsigned, of another kind, audience, issuer, tenant, secret, purpose or time', async () => {
    const at = await stage()
    const foreign = await harness.mintTenant()
    const [head, payload, signature] = at.portal.token.split('.') as [string, string, string]
    const [header, claims] = [parse(head), parse(payload)]
    const key = keyOf('embed session')
    const genuine = signed(header, claims, key)
    expect((await harness.call('GET', at.path, { key: genuine })).status).toBe(200)
    const later = { ...claims, exp: claims.exp + 86_400 }
    const forged = {
      unsigned: `${base64({ ...header, alg: 'none' })}.${payload}.`,
      'unsigned with a signature': `${base64({ ...header, alg: 'none' })}.${payload}.${signature}`,
      'another algorithm': signed({ ...header, alg: 'HS512' }, claims, key, 'sha512'),
      'another type': signed({ ...header, typ: 'JWT' }, claims, key),
      'the type of renewals': signed({ ...header, typ: 'ao-renewal+jwt' }, claims, key),
      'no key id': signed({ ...header, kid: undefined }, claims, key),
      'another audience': signed(header, { ...claims, aud: 'other' }, key),
      'another issuer': signed(header, { ...claims, iss: 'https://psa.test' }, key),
      'another tenant': signed(header, { ...claims, tid: foreign.tenantId }, key),
      'another session': signed(header, { ...claims, jti: '0199c0de-7000-7000-8000-00000000dead' }, key),
      'another secret': signed(header, claims, keyOf('embed session', 'another secret that is as long as it must be')),
      'the key of renewals': signed(header, claims, keyOf('session renewal')),
      'the raw secret': signed(header, claims, new TextEncoder().encode(TEST_SECRET)),
      'a longer time': `${head}.${base64(later)}.${signature}`,
      'no end': signed(header, { ...claims, exp: undefined }, key),
    }
    for (const [name, token] of Object.entries(forged)) {
      const { status, body } = await harness.call('GET', at.path, { key: token })
      expect([name, status, body.code]).toEqual([name, 401, 'unauthenticated'])
    }
    expect((await harness.call('GET', at.path, { key: signed(header, { ...claims, exp: 1 }, key) })).status).toBe(401)
    const longer = await harness.call('GET', at.path, { key: signed(header, later, key) })
    expect(longer.status).toBe(200)
    harness.clock.tick(16 * 60_000)
    expect(await next(signed(header, later, key), at.path)).toEqual([401, 401])
  })
})

describe('a session mints nothing', () => {
  it('neither sessions nor links nor keys, of a contact or of the owner', async () => {
    const at = await stage()
    const every = Object.fromEntries(Object.keys(components).map((name) => [name, {}]))
    const member = await ok(mint(at.tenant, { subject_id: await owner(at.tenant), components: every }))
    const before = await harness.admin('select count(*) from embed_session')
    for (const key of [at.portal.token, member.token as string]) {
      const answers = [
        await mint(at.tenant, forContact(at), { key }),
        await at.tenant.post(
          '/v1/magic_links',
          { ...forContact(at), subject_id: undefined, contact_id: at.contact.id },
          { key },
        ),
        await at.tenant.post('/v1/api_keys', { name: 'Mine', scopes: ['deals:read'] }, { key }),
        await at.tenant.get('/v1/embed_sessions', { key }),
        await at.tenant.get('/v1/magic_links', { key }),
        await at.tenant.post('/v1/embed_sessions/revoke_all', { contact_id: at.contact.id }, { key }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 403])
    }
    expect(await harness.admin('select count(*) from embed_session')).toEqual(before)
  })

  it('a contact of another tenant, or one who is not shared with, gets none', async () => {
    const [at, foreign] = [await stage(), await stage()]
    const stranger = await makeContact(at.tenant, (await winEngagement(at.tenant)).company.id)
    const refused = [
      await mint(at.tenant, forContact(at, { subject_id: foreign.contact.id })),
      await mint(at.tenant, forContact(at, { engagement_ids: [foreign.engagement.id] })),
      await mint(at.tenant, forContact(at, { subject_id: stranger.id })),
    ]
    expect(refused.map(({ status, body }) => [status, body.errors[0].pointer])).toEqual([
      [422, '#/subject_id'],
      [422, '#/engagement_ids/0'],
      [422, '#/engagement_ids/0'],
    ])
  })
})
