/** What somebody would try with a magic link and what it opens, tried over HTTP. One test per attack. */
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSecrets } from '../packages/api/src/http/secrets.ts'
import { type ApprovalStory, askApproval } from '../packages/api/src/testing/approval-story.ts'
import {
  type Harness,
  startHarness,
  TEST_SECRET,
  type TestAnswer,
  type TestTenant,
} from '../packages/api/src/testing/harness.ts'
import { bare } from '../packages/api/src/testing/route-contract.ts'

type Body = TestAnswer['body']

const OPEN = '/v1/public/portal_sessions'
const RENEW = `${OPEN}/renew`
const PUBLIC_URL = 'http://psa.test'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

let harness: Harness
const lines: string[] = []

beforeAll(async () => {
  const log = (fields: unknown) => void lines.push(JSON.stringify(fields))
  harness = await startHarness({ server: true, logger: { info: log, error: log } as never })
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
  link: Body
  secret: string
  path: string
}

const linkFor = ({ contact, engagement }: ApprovalStory, more: Record<string, unknown> = {}) => ({
  contact_id: contact.id,
  components: { approval: {}, invoice: {} },
  engagement_ids: [engagement.id],
  ...more,
})

const secretOf = (link: Body): string => link.url.split('#')[1]

async function stage(more: Record<string, unknown> = {}, kind: 'live' | 'sandbox' = 'sandbox'): Promise<Stage> {
  const tenant = await harness.mintTenant({ kind })
  const story = await askApproval(harness, tenant)
  const link = await ok(tenant.post('/v1/magic_links', linkFor(story, more)))
  return { ...story, tenant, link, secret: secretOf(link), path: `/v1/portal/approvals/${story.approval.id}` }
}

const open = (secret: string, headers: Record<string, string> = {}) =>
  harness.call('POST', OPEN, { body: { link_secret: secret }, headers })
const renew = (token: string, headers: Record<string, string> = {}) =>
  harness.call('POST', RENEW, { body: { renewal_token: token }, headers })
const read = (path: string, key: string) => harness.call('GET', path, { key })
const linkNow = ({ tenant, link }: Stage) => ok(tenant.get(`/v1/magic_links/${link.id}`))
const ENDED = [410, 'link_ended']
const verdict = ({ status, body }: TestAnswer) => [status, body.code]

describe('a link', () => {
  it('opens once, and its session reads what was shared on the page of this server alone', async () => {
    const at = await stage()
    expect(at.link.url).toMatch(/^http:\/\/psa\.test\/portal#ao_link_\d+_[\w-]{32}$/)
    const session = await ok(open(at.secret, { Origin: PUBLIC_URL }))
    expect(session).toMatchObject({
      subject_id: at.contact.id,
      expires_in: 900,
      engagement_ids: [at.engagement.id],
      time_zone: 'Europe/Amsterdam',
      locale: 'en',
      tenant_name: 'Quillhaven Studio',
    })
    expect((await read(at.path, session.token)).status).toBe(200)
    for (const [origin, status] of [
      [PUBLIC_URL, 200],
      ['http://psa.test.evil.example', 403],
      ['https://psa.test', 403],
      ['null', 403],
    ] as const) {
      const answer = await harness.call('GET', at.path, { key: session.token, headers: { Origin: origin } })
      expect([origin, answer.status]).toEqual([origin, status])
    }
    expect(verdict(await open(at.secret))).toEqual(ENDED)
    expect((await linkNow(at)).status).toBe('consumed')
  })

  it('opens for one of twenty who use it at once', async () => {
    for (const kind of ['sandbox', 'live'] as const) {
      const at = await stage({}, kind)
      const answers = await Promise.all(Array.from({ length: 20 }, () => open(at.secret)))
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(answers.filter(({ status }) => status !== 200).map(verdict)).toEqual(Array(19).fill(ENDED))
      const rows = await harness.admin(
        'select 1 from embed_session where magic_link_id is not null and tenant_id = $1',
        [at.tenant.tenantId],
      )
      expect(rows).toHaveLength(1)
    }
  })

  it('is not used up by whoever only reads it: 100 readings by GET and HEAD, with the secret in every place', async () => {
    const at = await stage()
    const places = ['/portal', `/portal?${at.secret}`, `/portal/${at.secret}`, `${OPEN}?link_secret=${at.secret}`, OPEN]
    for (let round = 0; round < 20; round++) {
      for (const place of places) {
        const response = await harness.app.request(place, { method: round % 2 ? 'GET' : 'HEAD' })
        expect([200, 404, 405]).toContain(response.status)
      }
    }
    const page = await harness.app.request('/portal')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect((await linkNow(at)).status).toBe('open')
    expect((await open(at.secret)).status).toBe(200)
  })

  it('is refused alike whether it is unknown, used, expired, revoked, cut short or another tenant’s', async () => {
    const [used, late, revoked] = [await stage(), await stage({ expires_in: 60 }), await stage()]
    await ok(open(used.secret))
    await ok(revoked.tenant.post(`/v1/magic_links/${revoked.link.id}/revoke`))
    harness.clock.tick(MINUTE + 1)
    const fresh = await stage()
    const random = fresh.secret.slice(-32)
    const secrets = [
      used.secret,
      late.secret,
      revoked.secret,
      `ao_link_${fresh.tenant.tenantId}_${'A'.repeat(32)}`,
      `ao_link_${used.tenant.tenantId}_${random}`,
      `ao_link_2147483647_${random}`,
      `ao_link_2147483648_${random}`,
      `ao_link_9999999999_${random}`,
      `ao_link_0_${random}`,
      fresh.secret.toUpperCase(),
      fresh.secret.slice(0, -1),
      `${fresh.secret} `,
      `${fresh.secret}'--`,
      used.link.id,
      'ao_link_',
      'x'.repeat(2000),
    ]
    const refusals: unknown[] = []
    for (const secret of secrets) refusals.push(bare(await open(secret)))
    expect(refusals).toEqual(secrets.map(() => refusals[0]))
    expect(refusals[0]).toMatchObject({ status: 410, problem: { code: 'link_ended' } })
    expect((await open('x'.repeat(2001))).status).toBe(422)
    expect((await open(fresh.secret)).status).toBe(200)
  })

  it('is not used up from another site, by a form, or with words beside the secret', async () => {
    const at = await stage()
    for (const origin of ['https://evil.example', 'null', 'http://psa.test.evil.example', 'https://psa.test']) {
      const answer = await open(at.secret, { Origin: origin })
      expect(verdict(answer)).toEqual([403, 'origin_not_allowed'])
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const posted = await harness.call('POST', OPEN, { body: `link_secret=${at.secret}`, headers: form })
    expect(posted.status).toBe(415)
    const more = { link_secret: at.secret, contact_id: at.contact.id }
    expect((await harness.call('POST', OPEN, { body: more })).status).toBe(422)
    expect((await harness.call('POST', `${OPEN}?dry_run=true`, { body: { link_secret: at.secret } })).status).toBe(422)
    expect((await linkNow(at)).status).toBe('open')
  })

  it('gives nothing more to who sends a credential beside it', async () => {
    const [at, foreign] = [await stage(), await stage()]
    for (const key of [foreign.tenant.key, foreign.portal.token, 'nonsense']) {
      const { status, body } = await harness.call('POST', OPEN, { key, body: { link_secret: 'ao_link_1_x' } })
      expect([status, body.code]).toEqual(ENDED)
    }
    const { status, body } = await harness.call('POST', OPEN, {
      key: foreign.tenant.key,
      body: { link_secret: at.secret },
    })
    expect([status, body.subject_id]).toEqual([200, at.contact.id])
  })

  it('repeated with its idempotency key answers the same, once more to that key alone', async () => {
    const at = await stage()
    const headers = { 'Idempotency-Key': 'pressed' }
    const first = await open(at.secret, headers)
    const again = await open(at.secret, headers)
    expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([200, first.body, 'true'])
    expect(again.headers.get('cache-control')).toBe('no-store')
    expect(verdict(await open(at.secret, { 'Idempotency-Key': 'another' }))).toEqual(ENDED)
    await ok(at.tenant.post(`/v1/magic_links/${at.link.id}/revoke`))
    const late = await open(at.secret, headers)
    expect((await read(at.path, late.body.token ?? '')).status).toBe(401)
  })

  it('cannot be guessed without end: an address runs out of tokens', async () => {
    const app = harness.anotherApp({ limits: { rateCapacity: 50, rateWindowSeconds: 60 } })
    const at = await stage()
    const guess = (secret: string) =>
      app.request(OPEN, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ link_secret: secret }),
      })
    const statuses = []
    for (let index = 0; index < 8; index++) statuses.push((await guess(`ao_link_1_${'A'.repeat(32)}`)).status)
    expect(statuses).toEqual([410, 410, 410, 410, 410, 429, 429, 429])
    expect((await guess(at.secret)).status).toBe(429)
    expect((await linkNow(at)).status).toBe('open')
  })

  it('lies where the server is, whatever a request calls it', async () => {
    const at = await stage()
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' }
    const link = await ok(at.tenant.post('/v1/magic_links', linkFor(at), { headers }))
    expect(link.url).toMatch(/^http:\/\/psa\.test\/portal#/)
    const session = await ok(open(secretOf(link), { Host: 'evil.example' }))
    const evil = await harness.call('GET', at.path, { key: session.token, headers: { Origin: 'http://evil.example' } })
    expect(evil.status).toBe(403)
  })
})

describe('making a link', () => {
  it('is refused for another tenant’s contact or engagement, one not shared, one archived, one without an address', async () => {
    const [at, foreign] = [await stage(), await stage()]
    const make = async (more: Record<string, unknown>, key?: string) => {
      const { status, body } = await at.tenant.post('/v1/magic_links', linkFor(at, more), key ? { key } : {})
      return [status, body.errors?.[0]?.pointer ?? body.code]
    }
    expect(await make({ contact_id: foreign.contact.id })).toEqual([422, '#/contact_id'])
    expect(await make({ engagement_ids: [foreign.engagement.id] })).toEqual([422, '#/engagement_ids/0'])
    expect(await make({ engagement_ids: [] })).toEqual([422, '#/engagement_ids'])
    expect(await make({ components: {} })).toEqual([422, '#/components'])
    expect(await make({ expires_in: 59 })).toEqual([422, '#/expires_in'])
    expect(await make({ expires_in: 30 * 86_400 + 1 })).toEqual([422, '#/expires_in'])
    expect(await make({ url: 'https://evil.example' })).toEqual([422, '#/url'])
    expect(await make({}, at.portal.token)).toEqual([403, 'forbidden'])
    expect(await make({}, await at.tenant.keyWith('embed_sessions:read'))).toEqual([403, 'insufficient_scope'])
    await ok(at.tenant.patch(`/v1/contacts/${at.contact.id}`, { email: null }))
    expect(await make({})).toEqual([422, '#/contact_id'])
    await harness.admin('update contact set archived_at = now() where tenant_id = $1', [at.tenant.tenantId])
    expect(await make({})).toEqual([422, '#/contact_id'])
  })

  it('abuse-08: a dry run answers no address and leaves no link', async () => {
    const at = await stage()
    const dry = await at.tenant.post('/v1/magic_links?dry_run=true', linkFor(at))
    expect([dry.status, dry.body.url, dry.headers.get('location')]).toEqual([201, null, null])
    expect((await ok(at.tenant.get('/v1/magic_links'))).data).toHaveLength(1)
  })

  it.each<[string, (at: Stage) => Promise<string | undefined>]>([
    ['its key does not act for contacts', (at) => at.tenant.keyWith('embed_sessions:write')],
    [
      'the address is a member’s',
      async (at) => {
        await ok(at.tenant.patch(`/v1/contacts/${at.contact.id}`, { email: 'MARA@quillhaven.example' }))
        return undefined
      },
    ],
  ])('abuse-07: what it opens decides nothing where %s', async (_, prepare) => {
    const at = await stage()
    const key = await prepare(at)
    const link = await ok(at.tenant.post('/v1/magic_links', linkFor(at), key ? { key } : {}))
    expect(link.acts_for).toBe(false)
    const { token } = await ok(open(secretOf(link)))
    const { sha256 } = await ok(read(at.path, token))
    const answer = await harness.call('POST', `${at.path}/approve`, { key: token, body: { sha256 } })
    expect(answer.status).toBe(403)
  })
})

describe('the key that made a link', () => {
  it('abuse-16: takes with it the links of the keys that it minted, and what they opened', async () => {
    const at = await stage()
    const scopes = ['keys:write', 'embed_sessions:write', 'contacts:act_for']
    const mintKey = (key: string) => ok(at.tenant.post('/v1/api_keys', { name: 'Child', scopes }, { key }))
    const stolen = await mintKey(at.tenant.key)
    const child = await mintKey((await mintKey(stolen.secret)).secret)
    const make = async () => secretOf(await ok(at.tenant.post('/v1/magic_links', linkFor(at), { key: child.secret })))
    const [used, unused] = [await make(), await make()]
    const session = await ok(open(used))
    expect((await read(at.path, session.token)).status).toBe(200)
    await ok(at.tenant.post(`/v1/api_keys/${stolen.id}/revoke`))
    expect((await read(at.path, session.token)).status).toBe(401)
    expect(verdict(await renew(session.renewal_token))).toEqual(ENDED)
    expect(verdict(await open(unused))).toEqual(ENDED)
  })

  it('abuse-07: lets the contact decide no longer than it may itself', async () => {
    const at = await stage()
    const { token } = await ok(open(at.secret))
    const { sha256 } = await ok(read(at.path, token))
    await harness.admin(`update api_key set scopes = array_remove(scopes, 'contacts:act_for') where tenant_id = $1`, [
      at.tenant.tenantId,
    ])
    const answer = await harness.call('POST', `${at.path}/approve`, { key: token, body: { sha256 } })
    expect(verdict(answer)).toEqual([403, 'insufficient_scope'])
  })
})

describe('a renewal', () => {
  it('gives the next session, and the token before it opens nothing: used twice, all of it ends', async () => {
    const at = await stage()
    const first = await ok(open(at.secret))
    const second = await ok(renew(first.renewal_token))
    expect([second.subject_id, second.renewal_expires_at]).toEqual([at.contact.id, first.renewal_expires_at])
    const third = await ok(renew(second.renewal_token))
    expect((await read(at.path, third.token)).status).toBe(200)
    expect(verdict(await renew(first.renewal_token))).toEqual(ENDED)
    for (const { token, renewal_token } of [first, second, third]) {
      expect((await read(at.path, token)).body.code).toBe('session_expired')
      expect(verdict(await renew(renewal_token))).toEqual(ENDED)
    }
    expect((await linkNow(at)).status).toBe('revoked')
    const { data } = await ok(at.tenant.get('/v1/events?type=magic_link.revoked'))
    expect(data.map((event: Body) => event.data.reason)).toEqual(['renewal_reused'])
  })

  it('of twenty at once with one token succeeds once at most, and nothing lives on', async () => {
    const at = await stage()
    const { renewal_token } = await ok(open(at.secret))
    const answers = await Promise.all(Array.from({ length: 20 }, () => renew(renewal_token)))
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect((await read(at.path, won[0]?.body.token)).status).toBe(401)
    expect(verdict(await renew(won[0]?.body.renewal_token))).toEqual(ENDED)
  })

  it('that is repeated with its idempotency key, as after a lost answer, is no theft', async () => {
    const at = await stage()
    const { renewal_token } = await ok(open(at.secret))
    const headers = { 'Idempotency-Key': 'lost' }
    const first = await ok(renew(renewal_token, headers))
    expect(await ok(renew(renewal_token, headers))).toEqual(first)
    expect((await renew(first.renewal_token)).status).toBe(200)
  })

  it('ends 12 hours after the link was used, by the machine’s clock, and no session outlasts it', async () => {
    const at = await stage()
    await ok(at.tenant.post('/v1/test_clock/freeze', { clock_at: '2027-06-01T00:00:00Z' }))
    let session = await ok(open(at.secret))
    harness.clock.tick(11 * HOUR + 50 * MINUTE)
    session = await ok(renew(session.renewal_token))
    expect(session.expires_in).toBeLessThanOrEqual(600)
    expect((await read(at.path, session.token)).status).toBe(200)
    harness.clock.tick(10 * MINUTE + 1)
    expect(verdict(await renew(session.renewal_token))).toEqual(ENDED)
    expect((await read(at.path, session.token)).body.code).toBe('session_expired')
  })

  const ends: [string, (at: Stage) => Promise<unknown>][] = [
    ['the link was revoked', ({ tenant, link }) => ok(tenant.post(`/v1/magic_links/${link.id}/revoke`))],
    [
      'its session was revoked',
      async ({ tenant, contact }) => {
        const { data } = await ok(tenant.get(`/v1/embed_sessions?contact_id=${contact.id}&live=true`))
        const opened = data.find((one: Body) => one.magic_link_id)
        await ok(tenant.post(`/v1/embed_sessions/${opened.id}/revoke`))
      },
    ],
    [
      'all of the contact were revoked',
      ({ tenant, contact }) => ok(tenant.post('/v1/embed_sessions/revoke_all', { contact_id: contact.id })),
    ],
    [
      'all of the engagement were revoked',
      ({ tenant, engagement }) => ok(tenant.post('/v1/embed_sessions/revoke_all', { engagement_id: engagement.id })),
    ],
    ['the contact was archived', ({ tenant, contact }) => ok(tenant.post(`/v1/contacts/${contact.id}/archive`))],
    ['its key was revoked', ({ tenant, link }) => ok(tenant.post(`/v1/api_keys/${link.api_key_id}/revoke`))],
    [
      'the contact’s address changed',
      ({ tenant, contact }) => ok(tenant.patch(`/v1/contacts/${contact.id}`, { email: 'else@client.example' })),
    ],
    [
      'the address changed past the API',
      ({ tenant, contact }) =>
        harness.admin('update contact set email = $2 where tenant_id = $1 and email = $3', [
          tenant.tenantId,
          'else@client.example',
          contact.email,
        ]),
    ],
  ]

  it.each(ends)('and the link itself, and the session, end at once: %s', async (_, end) => {
    const at = await stage()
    const unused = await ok(at.tenant.post('/v1/magic_links', linkFor(at)))
    const session = await ok(open(at.secret))
    expect((await read(at.path, session.token)).status).toBe(200)
    await end(at)
    expect((await read(at.path, session.token)).status).toBe(401)
    expect(verdict(await renew(session.renewal_token))).toEqual(ENDED)
    if (/link was|session was/.test(_)) expect((await open(secretOf(unused))).status).toBe(200)
    else expect(verdict(await open(secretOf(unused)))).toEqual(ENDED)
  })

  it('and the link open nothing once nothing is shared any more', async () => {
    const at = await stage()
    const unused = await ok(at.tenant.post('/v1/magic_links', linkFor(at)))
    const session = await ok(open(at.secret))
    await ok(at.tenant.post(`/v1/engagements/${at.engagement.id}/unshare`, { contact_id: at.contact.id }))
    expect((await read(at.path, session.token)).status).toBe(404)
    expect((await ok(read('/v1/portal/approvals', session.token))).data).toEqual([])
    expect(verdict(await renew(session.renewal_token))).toEqual(ENDED)
    expect(verdict(await open(secretOf(unused)))).toEqual(ENDED)
  })

  it('is believed of a genuine token alone, and no token passes for another kind', async () => {
    const [at, foreign] = [await stage(), await stage()]
    const session = await ok(open(at.secret))
    const [head, payload] = session.renewal_token.split('.')
    const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const [derived] = createSecrets([TEST_SECRET]).derive('session renewal')
    const { key } = derived as { key: Uint8Array }
    const sign = (header: object, claims: object, secret = key) => {
      const text = `${base64(header)}.${base64(claims)}`
      return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
    }
    const [header, claims] = [parse(head), parse(payload)]
    const forged = [
      session.token,
      at.secret,
      `${base64({ ...header, alg: 'none' })}.${payload}.`,
      sign({ ...header, typ: 'ao-embed+jwt' }, claims),
      sign(header, claims, new Uint8Array(32)),
      sign(header, { ...claims, tid: foreign.tenant.tenantId }),
      sign(header, { ...claims, n: claims.n + 1 }),
      sign(header, { ...claims, n: '0' }),
      sign(header, { ...claims, n: undefined }),
      sign(header, { ...claims, iss: 'http://other.test' }),
      sign(header, { ...claims, exp: 1 }),
    ]
    for (const [index, token] of forged.entries())
      expect([index, ...verdict(await renew(token))]).toEqual([index, ...ENDED])
    for (const key of [session.renewal_token, at.secret]) expect((await read(at.path, key)).status).toBe(401)
    const headers = { Origin: 'https://evil.example' }
    expect(verdict(await renew(session.renewal_token, headers))).toEqual([403, 'origin_not_allowed'])
    expect((await renew(sign(header, claims))).status).toBe(200)
  })
})

describe('an address that changed', () => {
  it('ends the link for good, also when it is changed back, and says why', async () => {
    const at = await stage()
    const path = `/v1/contacts/${at.contact.id}`
    await ok(at.tenant.patch(path, { email: 'mallory@client.example' }))
    await ok(at.tenant.patch(path, { email: at.contact.email }))
    expect(verdict(await open(at.secret))).toEqual(ENDED)
    const link = await linkNow(at)
    expect([link.status, link.email]).toEqual(['revoked', at.contact.email])
    const { data } = await ok(at.tenant.get('/v1/events?type=magic_link.revoked'))
    expect(data.map((event: Body) => event.data.reason)).toEqual(['address_changed'])
    expect(JSON.stringify(data)).not.toContain('@')
  })

  it('leaves a link alone when another field changed', async () => {
    const at = await stage()
    await ok(at.tenant.patch(`/v1/contacts/${at.contact.id}`, { job_title: 'Harbour master' }))
    expect((await open(at.secret)).status).toBe(200)
  })

  it('threat 6: stands in the evidence, with who changed it; a host’s own session says that it was the host', async () => {
    const at = await stage()
    await ok(at.tenant.patch(`/v1/contacts/${at.contact.id}`, { email: 'mallory@client.example' }))
    const link = await ok(at.tenant.post('/v1/magic_links', linkFor(at)))
    const { token } = await ok(open(secretOf(link)))
    const { sha256 } = await ok(read(at.path, token))
    await ok(harness.call('POST', `${at.path}/approve`, { key: token, body: { sha256 } }))
    const evidence = await ok(at.tenant.get(`/v1/approvals/${at.approval.id}/evidence`))
    expect(evidence.identity).toMatch(
      new RegExp(
        `^confirmed by link to mallory@client\\.example, address changed by ${link.api_key_id} at \\S+Z, handed out by`,
      ),
    )
    expect(evidence.confirmed_by).toMatchObject({
      magic_link_id: link.id,
      email: 'mallory@client.example',
      email_changed_by: { actor: { type: 'api_key', id: link.api_key_id } },
    })
    await ok(at.tenant.patch(`/v1/contacts/${at.contact.id}`, { email: 'honest@client.example' }))
    expect(await ok(at.tenant.get(`/v1/approvals/${at.approval.id}/evidence`))).toEqual(evidence)
    const hosted = await stage()
    const shown = await ok(hosted.portal.get(hosted.path))
    await ok(hosted.portal.post(`${hosted.path}/approve`, { sha256: shown.sha256 }))
    const other = await ok(hosted.tenant.get(`/v1/approvals/${hosted.approval.id}/evidence`))
    expect([other.confirmed_by, other.identity]).toEqual([null, `stated by host with key ${other.minted_by_key_id}`])
  })
})

describe('secrets', () => {
  it('stand in no log line and in no row, and the feed and the audit trail have no address', async () => {
    const at = await stage()
    lines.length = 0
    const kept = (key: string) => ({ 'Idempotency-Key': key })
    const made = await ok(at.tenant.post('/v1/magic_links', linkFor(at), { headers: kept('made') }))
    const session = await ok(open(secretOf(made), kept('opened')))
    const next = await ok(renew(session.renewal_token, kept('renewed')))
    await open(secretOf(made))
    await renew(session.renewal_token)
    const operations = lines.map((line) => JSON.parse(line).operation)
    expect(operations).toEqual(expect.arrayContaining(['createMagicLink', 'openPortalSession', 'renewPortalSession']))
    const secrets = [secretOf(made), session.token, session.renewal_token, next.token, next.renewal_token]
    const parts = secrets.flatMap((secret) => [secret, secret.slice(-32)])
    for (const part of parts) expect(lines.join('\n')).not.toContain(part)
    const tables = await harness.admin<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    )
    for (const { name } of tables) {
      const [{ text }] = (await harness.admin(
        `select coalesce(string_agg(t::text, ' '), '') as text from "${name}" t`,
      )) as [{ text: string }]
      for (const part of parts) expect([name, text.includes(part)]).toEqual([name, false])
      if (['event', 'audit_entry'].includes(name)) expect(text).not.toContain(at.contact.email)
    }
  })
})
