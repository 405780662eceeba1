/** What somebody would try who wants another's records, rights or money, tried over HTTP. One test per attack. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPlatform } from '../packages/api/src/db/platforms.ts'
import {
  credit,
  draft,
  euros,
  ifMatch,
  issue,
  issued,
  makeCompany,
  pay,
  untaxed,
} from '../packages/api/src/modules/billing/billing-testing.ts'
import { type ApprovalStory, askApproval } from '../packages/api/src/testing/approval-story.ts'
import { makeContact } from '../packages/api/src/testing/engagement-story.ts'
import { expectHealthy } from '../packages/api/src/testing/expect-healthy.ts'
import { type Harness, startHarness, type TestAnswer, type TestTenant } from '../packages/api/src/testing/harness.ts'
import {
  attempt,
  audience,
  bare,
  bodyOf,
  hasId,
  idsOf,
  isRehearsable,
  pathOf,
} from '../packages/api/src/testing/route-contract.ts'
import { type Field, fieldsOf, withValue } from '../packages/api/src/testing/schema-fields.ts'
import { buildWorld, ORIGIN, operations, type Prefix, type World } from '../packages/api/src/testing/world.ts'

type Body = TestAnswer['body']

let harness: Harness
let world: World
let foreign: World

beforeAll(async () => {
  harness = await startHarness({ server: true })
  world = await buildWorld(harness)
  foreign = await buildWorld(harness)
}, 120_000)
afterAll(() => harness.close())

async function ok(answer: Promise<TestAnswer>): Promise<Body> {
  const { status, body } = await answer
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}

const own = () => idsOf(world, 'own', foreign)
const tenants = operations.filter((operation) => audience(operation) === 'tenant')
const withBody = tenants.filter((operation) => operation.kind === 'write' && operation.body)
type Schema = Parameters<typeof fieldsOf>[0]

const fieldsOfBody = (operation: (typeof operations)[number]) => fieldsOf((operation as { body: Schema }).body)
const positions = () => harness.admin('select tenant_id, position from event_counter order by 1')

/** Which fields cannot stand beside one of this name. */
const EXCLUSIVE: Record<string, readonly string[]> = {
  tax_rate_id: ['tax_category', 'tax_percent', 'exemption_reason'],
  scope_item_id: ['key'],
  person_id: ['name', 'email'],
}

/** The example of a body with one field changed. */
function bodyWith(operation: (typeof operations)[number], field: Pick<Field, 'path' | 'around'>, value: unknown): Body {
  const body = withValue(bodyOf(operation, own()), field, value)
  const holder = field.path.slice(0, -1).reduce<Body>((at, key) => at[key], body)
  for (const key of EXCLUSIVE[field.path.at(-1) as string] ?? []) delete holder[key]
  return body
}

async function send(operation: (typeof operations)[number], body: Body, search = ''): Promise<TestAnswer> {
  return harness.call(operation.method.toUpperCase(), `${pathOf(operation, own())}${search}`, {
    key: world.tenant.key,
    body,
    headers: { 'If-Match': '*' },
  })
}

describe('another tenant’s records', () => {
  const bodies = withBody.flatMap((operation) =>
    fieldsOfBody(operation)
      .filter(({ prefix }) => prefix !== undefined)
      .map((field) => [`${operation.id} ${field.path.join('/')} (${field.prefix})`, operation, field] as const),
  )
  const unreached: string[] = []
  /** They end something: of what is not there, nothing. */
  const ENDING = new Set(['unshareEngagement', 'revokeAllEmbedSessions'])

  it.each(bodies)('an id in a body leads nowhere: %s', async (name, operation, field) => {
    const prefix = field.prefix as Prefix
    const before = await positions()
    const strange = await send(operation, bodyWith(operation, field, idsOf(world, 'foreign', foreign)(prefix)))
    const absent = await send(operation, bodyWith(operation, field, idsOf(world, 'absent', foreign)(prefix)))
    expect(bare(strange)).toEqual(bare(absent))
    expect(strange.status).toBeLessThan(500)
    if (!ENDING.has(operation.id)) expect(strange.status).toBeGreaterThanOrEqual(400)
    expect(await positions()).toEqual(before)
    const itself =
      strange.status === 404 || JSON.stringify(strange.body?.errors ?? []).includes(String(field.path.at(-1)))
    if (!ENDING.has(operation.id) && !itself) unreached.push(name)
  })

  it('each of these was refused for the id itself, but where another state is needed to get there', () => {
    const elsewhere = ['reopenDeal stage_id (stage)', 'requestApproval contact_id (contact)']
    elsewhere.push('creditInvoice lines/0/invoice_line_id (invoice_line)')
    expect(unreached.filter((name) => !elsewhere.includes(name))).toEqual([])
  })

  it('in the state in which those three act, they lead nowhere either', async () => {
    const tenant = await harness.mintTenant()
    const theirs = idsOf(world, 'foreign', foreign)
    const { milestone, company, approval } = await askApproval(harness, tenant)
    await ok(tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'Again.' }))
    const asked = await tenant.post('/v1/approvals', { milestone_id: milestone.id, contact_id: theirs('contact') })
    expect([asked.status, asked.body.errors?.[0]?.pointer]).toEqual([422, '#/contact_id'])
    const item = { name: 'One', unit_price: '1', tax_percent: '21' }
    const deal = await ok(tenant.post('/v1/deals', { name: 'Lost', company_id: company.id, scope_items: [item] }))
    const [reason] = (await ok(tenant.get('/v1/lost_reasons'))).data
    await ok(tenant.post(`/v1/deals/${deal.id}/lose`, { lost_reason_id: reason.id }))
    const reopened = await tenant.post(`/v1/deals/${deal.id}/reopen`, { stage_id: theirs('stage') })
    expect([reopened.status, reopened.body.errors?.[0]?.pointer]).toEqual([422, '#/stage_id'])
    const [mine, other] = [
      await issued(tenant, company.id, untaxed('10')),
      await issued(tenant, company.id, untaxed('10')),
    ]
    for (const line of [theirs('invoice_line'), other.lines[0].id]) {
      const credited = await credit(tenant, mine.id, { lines: [{ invoice_line_id: line }] })
      expect([credited.status, credited.body.errors?.[0]?.pointer]).toEqual([422, '#/lines/0/invoice_line_id'])
    }
  })

  const queries = tenants.flatMap((operation) =>
    Object.entries((operation.query ?? {}) as Record<string, Schema>)
      .flatMap(([name, schema]) => fieldsOf(schema, [name]))
      .filter(({ prefix }) => prefix !== undefined)
      .map((field) => [`${operation.id} ${field.path[0]}`, operation, field] as const),
  )

  it.each(queries)('an id in a query finds what an absent one finds: %s', async (_, operation, field) => {
    const ask = (whose: 'foreign' | 'absent') =>
      attempt(harness, operation, {
        key: world.tenant.key,
        pathIds: own(),
        search: `?${field.path[0]}=${idsOf(world, whose, foreign)(field.prefix as Prefix)}`,
      })
    const strange = await ask('foreign')
    expect(strange.status).toBeLessThan(500)
    expect(bare(strange)).toEqual(bare(await ask('absent')))
    for (const id of foreign.ids.values()) expect(JSON.stringify(strange.body.data ?? [])).not.toContain(id)
  })
})

describe('a session of a contractor', () => {
  let contractor: string
  let hidden: string[]

  beforeAll(async () => {
    contractor = world.sessions.get('contractor') as string
    const mine = own()('engagement')
    const rows = await harness.admin<{ id: string }>(`select e.id from engagement e where e.tenant_id = $1`, [
      world.tenant.tenantId,
    ])
    expect(rows.length).toBeGreaterThan(1)
    const engagements = (await ok(world.tenant.get('/v1/engagements'))).data as Body[]
    const others = engagements.filter(({ id }) => id !== mine)
    hidden = others.flatMap(({ id, deal_id }) => [id, deal_id])
    for (const { id } of others) {
      for (const list of ['projects', 'milestones', 'approvals', 'invoices', 'scope_items']) {
        hidden.push(...(await ok(world.tenant.get(`/v1/${list}?engagement_id=${id}`))).data.map((row: Body) => row.id))
      }
    }
    expect(hidden.length).toBeGreaterThan(3)
  })

  it('is shown no other engagement by any list, filter or expand', async () => {
    for (const operation of tenants.filter(({ kind }) => kind === 'read')) {
      const names = Object.keys(operation.query ?? {})
      const other = hidden.find((id) => id.startsWith('engagement_')) as string
      const searches = ['', '?limit=100', '?expand=company', `?engagement_id=${other}`]
      for (const search of searches) {
        if (search && !names.includes(search.slice(1).split('=')[0] as string)) continue
        const answer = await attempt(harness, operation, { key: contractor, pathIds: own(), search })
        expect(answer.status).toBeLessThan(500)
        if (answer.status !== 200 || search.includes(other)) {
          if (answer.status === 200) expect(answer.body.data).toEqual([])
          continue
        }
        const text = JSON.stringify(answer.body)
        for (const id of hidden)
          expect([operation.id, search, text.includes(id)]).toEqual([operation.id, search, false])
      }
    }
  })

  it('gets no company by expand, for which it has no scope', async () => {
    for (const path of ['/v1/engagements', `/v1/engagements/${own()('engagement')}`]) {
      expect((await harness.call('GET', `${path}?expand=company`, { key: contractor })).status).toBe(403)
    }
  })

  it('finds another engagement’s records as absent as none, by reading, tracing and writing', async () => {
    for (const id of hidden) {
      const [prefix] = /^[a-z_]+(?=_)/.exec(id) as RegExpExecArray
      for (const operation of tenants.filter(hasId)) {
        if (operation.kind === 'raw' || (operation.kind === 'write' && !isRehearsable(operation))) continue
        const ids = (of: string) => (asked: Prefix) => (asked === prefix ? of : own()(asked))
        if (!pathOf(operation, ids(id)).includes(id)) continue
        const ask = (of: string) =>
          attempt(harness, operation, {
            key: contractor,
            pathIds: ids(of),
            bodyIds: own(),
            search: operation.kind === 'write' ? '?dry_run=true' : '',
          })
        const absent = await ask(idsOf(world, 'absent', foreign)(prefix as Prefix))
        expect([404, 403]).toContain(absent.status)
        expect(bare(await ask(id))).toEqual(bare(absent))
      }
    }
  })

  it('reads neither the feed nor the audit trail of what it may not see', async () => {
    const answers = [
      await harness.call('GET', '/v1/events', { key: contractor }),
      await harness.call('GET', `/v1/events?subject_id=${hidden[0]}`, { key: contractor }),
      await harness.call('GET', '/v1/audit_entries', { key: contractor }),
      await harness.call('GET', `/v1/trace/${hidden[0]}`, { key: contractor }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 404])
  })

  it('a manager’s session that is limited to one engagement sees the events of that one', async () => {
    const tenant = world.tenant
    const manager = (await ok(tenant.get('/v1/members?role=manager'))).data[0]
    const session = await ok(
      tenant.post('/v1/embed_sessions', {
        subject_id: manager.id,
        components: { pipeline_board: {}, engagement: {}, approval: {}, invoice: {} },
        engagement_ids: [own()('engagement')],
        origins: [ORIGIN],
      }),
    )
    for (const path of ['/v1/events?limit=200', '/v1/invoices', '/v1/engagements', '/v1/milestones', '/v1/deals']) {
      const { status, body } = await harness.call('GET', path, { key: session.token })
      expect(status).toBeLessThan(500)
      for (const id of hidden) expect([path, JSON.stringify(body).includes(id)]).toEqual([path, false])
    }
  })
})

describe('a decision that somebody may no longer take', () => {
  const decide = async (story: ApprovalStory & { sha256: string }, verb = 'approve') => {
    const path = `/v1/portal/approvals/${story.approval.id}`
    return harness.call('POST', `${path}/${verb}`, {
      key: story.portal.token,
      body: verb === 'approve' ? { sha256: story.sha256 } : { reason: 'No.' },
    })
  }
  const ask = async (tenant: TestTenant) => {
    const story = await askApproval(harness, tenant)
    const { sha256 } = await ok(story.portal.get(`/v1/portal/approvals/${story.approval.id}`))
    return { ...story, sha256: sha256 as string }
  }
  type Told = Awaited<ReturnType<typeof ask>>

  const ways: [string, number, (story: Told, tenant: TestTenant) => Promise<unknown>][] = [
    [
      'the sharing ended',
      404,
      (story, tenant) =>
        ok(tenant.post(`/v1/engagements/${story.engagement.id}/unshare`, { contact_id: story.contact.id })),
    ],
    [
      'the contact’s sessions were revoked',
      401,
      (story, tenant) => ok(tenant.post('/v1/embed_sessions/revoke_all', { contact_id: story.contact.id })),
    ],
    [
      'the engagement’s sessions were revoked',
      401,
      (story, tenant) => ok(tenant.post('/v1/embed_sessions/revoke_all', { engagement_id: story.engagement.id })),
    ],
    ['the contact was archived', 401, (story, tenant) => ok(tenant.post(`/v1/contacts/${story.contact.id}/archive`))],
    [
      'the contact’s address is now a member’s',
      403,
      (story, tenant) => ok(tenant.patch(`/v1/contacts/${story.contact.id}`, { email: 'mara@quillhaven.example' })),
    ],
    [
      'the minting key was revoked',
      401,
      async (_, tenant) => {
        const keys = (await ok(tenant.get('/v1/api_keys'))).data as Body[]
        for (const { id } of keys) await tenant.post(`/v1/api_keys/${id}/revoke`)
      },
    ],
    [
      'the minting key lost the scope',
      403,
      (_, tenant) =>
        harness.admin(`update api_key set scopes = array_remove(scopes, 'contacts:act_for') where tenant_id = $1`, [
          tenant.tenantId,
        ]),
    ],
  ]

  it.each(ways)('%s: %i, and nothing is decided', async (_, status, end) => {
    const tenant = await harness.mintTenant()
    const story = await ask(tenant)
    await end(story, tenant)
    expect((await decide(story)).status).toBe(status)
    expect((await decide(story, 'reject')).status).toBe(status)
    const rows = await harness.admin('select 1 from approval_evidence where tenant_id = $1', [tenant.tenantId])
    expect(rows).toEqual([])
  })

  it('of an approval and the end of the sharing at one instant, no approval comes second', async () => {
    const tenant = await harness.mintTenant()
    for (let round = 0; round < 20; round++) {
      const story = await ask(tenant)
      const unshare = () =>
        tenant.post(`/v1/engagements/${story.engagement.id}/unshare`, { contact_id: story.contact.id })
      const acts = round % 2 ? [unshare, () => decide(story)] : [() => decide(story), unshare]
      await Promise.all(acts.map((act) => act()))
      const { data } = await ok(tenant.get('/v1/events?limit=200&type=approval.approved&type=engagement.unshared'))
      const told = (data as Body[]).filter(({ data: { engagement_id: id } }) => id === story.engagement.id)
      expect([['engagement.unshared'], ['approval.approved', 'engagement.unshared']]).toContainEqual(
        told.map(({ type }) => type),
      )
    }
  }, 60_000)

  it('a member who was made a contractor sees at once no more than a contractor', async () => {
    const tenant = await harness.mintTenant()
    await askApproval(harness, tenant)
    const member = await ok(tenant.post('/v1/members', { name: 'Ilse Brand', role: 'manager' }))
    const components = { pipeline_board: {}, engagement: {}, approval: {} }
    const { token } = await ok(
      tenant.post('/v1/embed_sessions', { subject_id: member.id, components, origins: [ORIGIN] }),
    )
    const read = (path: string) => harness.call('GET', path, { key: token })
    expect((await read('/v1/deals')).status).toBe(200)
    expect((await ok(read('/v1/engagements'))).data).toHaveLength(1)
    await ok(tenant.patch(`/v1/members/${member.id}`, { role: 'contractor' }))
    expect((await read('/v1/deals')).status).toBe(403)
    expect((await ok(read('/v1/engagements'))).data).toEqual([])
    await ok(tenant.post(`/v1/members/${member.id}/archive`))
    expect((await read('/v1/engagements')).status).toBe(401)
  })
})

describe('abuse-08: a dry run', () => {
  it('of issuing and crediting gives no number, and the next real one has it', async () => {
    const tenant = await harness.mintTenant()
    const company = await makeCompany(tenant)
    const first = await draft(tenant, company, untaxed('10'))
    const dry = await ok(tenant.post(`/v1/invoices/${first.id}/issue?dry_run=true`, {}, ifMatch(first.version)))
    expect(dry.number).toBeNull()
    expect(JSON.stringify(dry)).not.toMatch(/INV-\d/)
    const real = await ok(issue(tenant, first))
    expect(real.number).toMatch(/0001$/)
    const credited = await ok(
      tenant.post(`/v1/invoices/${first.id}/credit?dry_run=true`, { reason: 'x' }, ifMatch(real.version)),
    )
    expect(credited.credit_note.number).toBeNull()
    const { body } = await credit(tenant, first.id, {})
    expect(body.credit_note.number).toMatch(/0001$/)
    expect((await tenant.get(`/v1/credit_notes/${credited.credit_note.id}`)).status).toBe(404)
  })

  it('of keys and sessions gives no secret, ends no old one, and makes none', async () => {
    const tenant = await harness.mintTenant()
    const member = (await ok(tenant.get('/v1/members'))).data[0]
    const victim = await ok(tenant.post('/v1/api_keys', { name: 'victim', scopes: ['deals:read'] }))
    const answers = [
      await tenant.post('/v1/api_keys?dry_run=true', { name: 'dry', scopes: ['deals:read'] }),
      await tenant.post(`/v1/api_keys/${victim.id}/rotate?dry_run=true`, { old_expires_in: 0 }),
      await tenant.post('/v1/embed_sessions?dry_run=true', {
        subject_id: member.id,
        components: { invoice: {} },
        origins: [ORIGIN],
      }),
    ]
    for (const { status, body, headers } of answers) {
      expect([status < 300, headers.get('location')]).toEqual([true, null])
      expect(JSON.stringify(body)).not.toMatch(/ao_(test|live)_\w|eyJ/)
    }
    expect((await tenant.get('/v1/deals', { key: victim.secret })).status).toBe(200)
    expect((await tenant.get(`/v1/api_keys/${answers[0]?.body.id}`)).status).toBe(404)
    expect((await tenant.get(`/v1/embed_sessions/${answers[2]?.body.id}`)).status).toBe(404)
  })

  it('of a win and of an approval leaves no id of what their reactions made', async () => {
    const tenant = await harness.mintTenant()
    const { approval, portal, milestone, company } = await askApproval(harness, tenant)
    const { sha256 } = await ok(portal.get(`/v1/portal/approvals/${approval.id}`))
    const answer = await portal.post(`/v1/portal/approvals/${approval.id}/approve?dry_run=true`, { sha256 })
    expect([answer.status, answer.headers.get('dry-run')]).toEqual([200, 'true'])
    expect((await ok(tenant.get(`/v1/invoices?milestone_id=${milestone.id}`))).data).toEqual([])
    expect((await tenant.get(`/v1/approvals/${approval.id}/evidence`)).status).toBe(404)
    const deal = await ok(
      tenant.post('/v1/deals', {
        name: 'Dry',
        company_id: company.id,
        currency: 'EUR',
        scope_items: [{ name: 'One', unit_price: '1', tax_percent: '21' }],
      }),
    )
    const won = await ok(tenant.post(`/v1/deals/${deal.id}/win?dry_run=true`))
    expect((await tenant.get(`/v1/engagements/${won.engagement.id}`)).status).toBe(404)
    expect((await tenant.get(`/v1/trace/${won.engagement.id}`)).status).toBe(404)
    expect((await tenant.get(`/v1/projects/${won.project.id}`)).status).toBe(404)
    expect((await ok(tenant.get(`/v1/deals/${deal.id}`))).status).toBe('open')
  })

  it('holds its Idempotency-Key for nothing: the real write with the same key has its effect', async () => {
    const headers = { 'Idempotency-Key': 'dry-then-real' }
    const dry = await world.tenant.post('/v1/companies?dry_run=true', { name: 'Dry' }, { headers })
    const real = await world.tenant.post('/v1/companies', { name: 'Dry' }, { headers })
    expect([dry.status, real.status]).toEqual([201, 201])
    expect((await world.tenant.get(`/v1/companies/${real.body.id}`)).status).toBe(200)
  })
})

describe('an Idempotency-Key that somebody else used', () => {
  const headers = { 'Idempotency-Key': 'stolen-key-0001' }

  it('gives no other caller the answer: neither another key, nor a session of another role, nor another tenant', async () => {
    const tenant = await harness.mintTenant()
    const body = { name: 'Mine', scopes: ['deals:read'] }
    const mine = await tenant.post('/v1/api_keys', body, { headers })
    expect(mine.body.secret).toMatch(/^ao_test_/)
    const thief = await tenant.keyWith('deals:read', 'keys:write')
    const stolen = await tenant.post('/v1/api_keys', body, { headers, key: thief })
    expect(stolen.headers.get('idempotent-replayed')).toBeNull()
    expect(stolen.body.secret).not.toBe(mine.body.secret)
    const poor = await tenant.keyWith('deals:read')
    expect((await tenant.post('/v1/api_keys', body, { headers, key: poor })).status).toBe(403)
    const elsewhere = await (await harness.mintTenant()).post('/v1/api_keys', body, { headers })
    expect(elsewhere.headers.get('idempotent-replayed')).toBeNull()
    expect(elsewhere.body.secret).not.toBe(mine.body.secret)
  })

  it('members of two roles, over one deal: the second is not answered with the first one’s answer', async () => {
    const deal = own()('deal')
    const call = (role: 'owner' | 'finance' | 'member') =>
      harness.call('PATCH', `/v1/deals/${deal}`, {
        key: world.sessions.get(role) as string,
        headers,
        body: { next_step: 'Call them' },
      })
    expect((await call('owner')).status).toBe(200)
    expect((await call('finance')).status).toBe(403)
    const other = await call('member')
    expect([other.status, other.headers.get('idempotent-replayed')]).toEqual([200, null])
    expect((await call('owner')).headers.get('idempotent-replayed')).toBe('true')
  })

  it('a contact’s decision is not replayed to a colleague', async () => {
    const tenant = await harness.mintTenant()
    const story = await askApproval(harness, tenant)
    const colleague = await makeContact(tenant, story.company.id)
    await ok(tenant.post(`/v1/engagements/${story.engagement.id}/share`, { contact_id: colleague.id }))
    const session = await ok(
      tenant.post('/v1/embed_sessions', {
        subject_id: colleague.id,
        components: { approval: {} },
        engagement_ids: [story.engagement.id],
        origins: [ORIGIN],
      }),
    )
    const path = `/v1/portal/approvals/${story.approval.id}`
    const { sha256 } = await ok(story.portal.get(path))
    await ok(story.portal.post(`${path}/approve`, { sha256 }, { headers }))
    const theirs = await harness.call('POST', `${path}/approve`, { key: session.token, headers, body: { sha256 } })
    expect([theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([403, null])
  })
})

describe('amounts', () => {
  const numbers = withBody.flatMap((operation) =>
    fieldsOfBody(operation)
      .filter(({ name }) => name === 'Money' || name === 'Decimal' || name === 'Percent')
      .map((field) => [`${operation.id} ${field.path.join('/')} (${field.name})`, operation, field] as const),
  )
  const WRONG: Record<string, unknown[]> = {
    Money: [2 ** 53, -(2 ** 53), 1.5, '100', null, true, 1e308].map((amount) => ({ amount, currency: 'EUR' })),
    Decimal: ['1e9', '1,5', '+1', '0x10', ' 1', 'NaN', 'Infinity', '1.123456789', '1234567890123', 1, ''],
    Percent: ['-1', '100.1', '101', 'NaN', '1e1', 21],
  }
  const LARGE: Record<string, unknown[]> = {
    Money: [2 ** 53 - 1, -(2 ** 53 - 1), 0, -1].map((amount) => ({ amount, currency: 'EUR' })),
    Decimal: ['999999999999.99999999', '-999999999999.99999999', '0', '-1'],
    Percent: ['100', '0'],
  }

  it.each(numbers)('nobody writes what is no amount: %s', async (_, operation, field) => {
    const search = isRehearsable(operation) ? '?dry_run=true' : ''
    for (const value of WRONG[field.name as string] as unknown[]) {
      const answer = await send(operation, bodyWith(operation, field, value), search)
      expect([value, answer.status]).toEqual([value, 422])
    }
    for (const value of LARGE[field.name as string] as unknown[]) {
      const answer = await send(operation, bodyWith(operation, field, value), search)
      expect([value, answer.status < 500]).toEqual([value, true])
    }
  })

  it.each(withBody.filter((operation) => fieldsOfBody(operation).filter(({ name }) => name === 'Decimal').length > 1))(
    'quantity times price beyond all bounds is refused, not a fault: $id',
    async (operation) => {
      const decimals = fieldsOfBody(operation).filter(({ name }) => name === 'Decimal')
      const body = decimals.reduce(
        (all, field) => withValue(all, field, '999999999999.99999999'),
        bodyOf(operation, own()) as Record<string, unknown>,
      )
      const answer = await send(operation, body, isRehearsable(operation) ? '?dry_run=true' : '')
      expect([answer.status >= 400, answer.status < 500]).toEqual([true, true])
    },
  )

  it('nothing and less than nothing is neither received, allocated, released nor credited', async () => {
    const tenant = await harness.mintTenant()
    const company = await makeCompany(tenant)
    const invoice = await issued(tenant, company, untaxed('100'))
    const paid = await pay(tenant, company, 5000, { allocate: [{ invoice_id: invoice.id, amount: euros(1000) }] })
    const [allocation] = paid.allocations
    for (const amount of [0, -1, -1000, -(2 ** 53 - 1)].map(euros)) {
      const answers = [
        await tenant.post('/v1/payments', { company_id: company, received: amount }),
        await tenant.put('/v1/payments', {
          company_id: company,
          received: amount,
          external_ref: { system: 'x', id: `${amount.amount}` },
        }),
        await tenant.post('/v1/payments', {
          company_id: company,
          received: euros(1),
          allocate: [{ invoice_id: invoice.id, amount }],
        }),
        await tenant.post(`/v1/payments/${paid.id}/allocate`, { invoice_id: invoice.id, amount }),
        await tenant.post(`/v1/payments/${paid.id}/release`, {
          payment_allocation_id: allocation.id,
          amount,
          reason: 'x',
        }),
        await credit(tenant, invoice.id, { lines: [{ invoice_line_id: invoice.lines[0].id, net: amount }] }),
      ]
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422))
    }
    for (const quantity of ['0', '-1', '2']) {
      const line = { invoice_line_id: invoice.lines[0].id, quantity }
      expect((await credit(tenant, invoice.id, { lines: [line] })).status).toBe(422)
    }
    const twice = { invoice_line_id: invoice.lines[0].id, net: euros(6000) }
    expect((await credit(tenant, invoice.id, { lines: [twice, twice] })).status).toBe(422)
    expect((await ok(tenant.get(`/v1/invoices/${invoice.id}`))).balance).toEqual(euros(9000))
    expect((await ok(tenant.get(`/v1/payments/${paid.id}`))).unallocated).toEqual(euros(4000))
  })

  it('one invoice twice in one payment, and more than was received, do not overpay', async () => {
    const tenant = await harness.mintTenant()
    const company = await makeCompany(tenant)
    const invoice = await issued(tenant, company, untaxed('100'))
    const over = (received: number, ...amounts: number[]) =>
      tenant.post('/v1/payments', {
        company_id: company,
        received: euros(received),
        allocate: amounts.map((amount) => ({ invoice_id: invoice.id, amount: euros(amount) })),
      })
    expect((await over(20_000, 6000, 6000)).status).toBe(422)
    expect((await over(5000, 6000)).status).toBe(422)
    expect((await ok(tenant.get(`/v1/invoices/${invoice.id}`))).paid).toEqual(euros(0))
  })
})

describe('abuse-06: a payment', () => {
  it('settles no invoice of another company, seller or currency, on whichever way', async () => {
    const tenant = await harness.mintTenant()
    const [payer, other] = [await makeCompany(tenant, 'Payer'), await makeCompany(tenant, 'Other')]
    const seller = await ok(tenant.post('/v1/legal_entities', { name: 'Second B.V.', base_currency: 'EUR' }))
    const wrong = [
      await issued(tenant, other, untaxed('100')),
      await issued(tenant, payer, untaxed('100'), { legal_entity_id: seller.id }),
      await issued(tenant, payer, untaxed('100'), { currency: 'USD' }),
      await draft(tenant, payer, untaxed('100')),
    ]
    const paid = await pay(tenant, payer, 10_000)
    for (const { id } of wrong) {
      for (const currency of ['EUR', 'USD']) {
        const allocation = { invoice_id: id, amount: { amount: 100, currency } }
        const create = { company_id: payer, received: euros(100), allocate: [allocation] }
        const answers = [
          await tenant.post(`/v1/payments/${paid.id}/allocate`, allocation),
          await tenant.post('/v1/payments', create),
          await tenant.put('/v1/payments', { ...create, external_ref: { system: 'x', id } }),
        ]
        for (const { status } of answers) expect([409, 422]).toContain(status)
      }
    }
    await pay(tenant, payer, 50_000, { allocate: 'oldest_first' })
    for (const { id, currency } of wrong) {
      expect((await ok(tenant.get(`/v1/invoices/${id}`))).paid).toEqual({ amount: 0, currency })
    }
    expect((await ok(tenant.get(`/v1/payments/${paid.id}`))).unallocated).toEqual(euros(10_000))
  })
})

describe('a milestone', () => {
  const ROUNDS = 30

  interface Sums {
    contract: number
    earned: number
    billed: number
    unbilled: number
    written_off: number
    live: number
    credited: number
    approved: number
    lines: number
  }

  /** What each scope item says of itself, and what its lines say. */
  const sumsOf = (tenant: TestTenant) =>
    harness.admin<Sums>(
      `select s.contract_value_minor::float8 as contract, s.earned_minor::float8 as earned, s.billed_minor::float8 as billed,
          s.unbilled_minor::float8 as unbilled, s.written_off_minor::float8 as written_off,
          coalesce(l.live, 0)::float8 as live, coalesce(l.credited, 0)::float8 as credited,
          coalesce(l.lines, 0)::int as lines, coalesce(a.net, 0)::float8 as approved
        from scope_item s
        left join lateral (
          select sum(net_minor - credited_net_minor) as live, sum(credited_net_minor) as credited,
              count(*) filter (where live) as lines
            from invoice_line where tenant_id = s.tenant_id and scope_item_id = s.id
        ) l on true
        left join lateral (
          select sum(al.net_minor) as net from approval_line al
            join approval ap on ap.tenant_id = al.tenant_id and ap.id = al.approval_id
            where al.tenant_id = s.tenant_id and al.scope_item_id = s.id and ap.status in ('approved', 'approved_with_remarks')
        ) a on true
        where s.tenant_id = $1 and s.engagement_id is not null`,
      [tenant.tenantId],
    )

  /** Headers, lines and taxes of each invoice, and its payments and credits, add up. */
  const tornInvoices = (tenant: TestTenant) =>
    harness.admin(
      `select i.id from invoice i where i.tenant_id = $1 and (
          i.net_minor <> (select coalesce(sum(net_minor), 0) from invoice_line l where l.tenant_id = i.tenant_id and l.invoice_id = i.id)
          or i.tax_minor <> (select coalesce(sum(tax_minor), 0) from invoice_line l where l.tenant_id = i.tenant_id and l.invoice_id = i.id)
          or i.credited_minor <> (select coalesce(sum(total_minor), 0) from credit_note c where c.tenant_id = i.tenant_id and c.invoice_id = i.id)
          or i.paid_minor <> (select coalesce(sum(amount_minor - released_minor), 0) from payment_allocation p where p.tenant_id = i.tenant_id and p.invoice_id = i.id)
          or i.paid_minor + i.credited_minor > i.total_minor)`,
      [tenant.tenantId],
    )

  it('is never billed twice, whoever approves, withdraws, drafts, deletes, issues and credits at once', async () => {
    const tenant = await harness.mintTenant()
    const any = { headers: { 'If-Match': '*' } }
    const seen = new Set<string>()
    for (let round = 0; round < ROUNDS; round++) {
      const { approval, milestone, portal } = await askApproval(harness, tenant)
      const path = `/v1/portal/approvals/${approval.id}`
      const { sha256 } = await ok(portal.get(path))
      const raise = () => tenant.post(`/v1/milestones/${milestone.id}/draft_invoice`)
      const drafts = async () => (await ok(tenant.get(`/v1/invoices?milestone_id=${milestone.id}`))).data as Body[]
      await ok(portal.post(`${path}/approve`, { sha256 }))
      const [first] = await drafts()
      const withdraw = () => tenant.post(`/v1/approvals/${approval.id}/withdraw`, { reason: 'x' })
      const approveAgain = () => portal.post(`${path}/approve`, { sha256 })
      const remove = () => tenant.delete(`/v1/invoices/${first.id}`, any)
      const issueFirst = () => tenant.post(`/v1/invoices/${first.id}/issue`, {}, any)
      const rushes = [
        [raise, remove, withdraw, approveAgain, raise],
        [raise, issueFirst, withdraw, remove, raise],
        [raise, issueFirst, remove, approveAgain, raise],
      ]
      const answers = await Promise.all((rushes[round % 3] as (typeof raise)[]).map((act) => act()))
      const left = await drafts()
      const rush = left.flatMap(({ id }) => [
        tenant.post(`/v1/invoices/${id}/issue`, {}, any),
        tenant.post(`/v1/invoices/${id}/credit`, { reason: 'x', release: true }, any),
        raise(),
      ])
      answers.push(...(await Promise.all(rush)))
      for (const { id } of await drafts()) {
        const again = [1, 2, 3].map(() => tenant.post(`/v1/invoices/${id}/credit`, { reason: 'x', release: true }, any))
        answers.push(...(await Promise.all([...again, raise(), raise()])))
      }
      for (const { status, body } of answers) {
        expect(status < 500 ? undefined : body).toBeUndefined()
        seen.add(String(status))
      }
    }
    const items = await sumsOf(tenant)
    expect(items.length).toBe(ROUNDS * 2)
    expect(items.filter(({ earned }) => earned > 0).length).toBeGreaterThan(10)
    expect(items.filter(({ credited }) => credited > 0).length).toBeGreaterThan(10)
    for (const item of items) {
      expect(item.billed).toBe(item.live)
      expect(item.earned).toBe(item.approved)
      expect(item.billed + item.unbilled + item.written_off).toBe(item.earned)
      expect(item.billed).toBeLessThanOrEqual(item.contract)
      expect(item.lines).toBeLessThanOrEqual(1)
    }
    expect(await tornInvoices(tenant)).toEqual([])
    await expectHealthy(harness, tenant)
    expect([...seen].sort()).toEqual(expect.arrayContaining(['200', '201', '409']))
  }, 180_000)

  it('two milestones over one item never bill more than was sold, by whichever half', async () => {
    const tenant = await harness.mintTenant()
    for (let round = 0; round < 5; round++) {
      const story = await askApproval(harness, tenant, {
        scope_items: [{ key: 'one', name: 'One', quantity: '3', unit_price: '33.335', tax_percent: '21' }],
        planned_milestones: ['33.33', '33.33', '33.34'].map((percent, index) => ({
          name: `Part ${index}`,
          bills: [{ key: 'one', percent }],
        })),
      })
      const approvals = [story.approval.id]
      for (const { id } of story.won.milestones.slice(1)) {
        await ok(tenant.post(`/v1/milestones/${id}/deliver`))
        approvals.push((await ok(tenant.post('/v1/approvals', { milestone_id: id, contact_id: story.contact.id }))).id)
      }
      // What the last one shows depends on what was approved before it: who comes late is shown the present snapshot.
      for (let tries = 0; tries < 4; tries++) {
        await Promise.all(
          approvals.map(async (id) => {
            const { sha256 } = (await story.portal.get(`/v1/portal/approvals/${id}`)).body
            return story.portal.post(`/v1/portal/approvals/${id}/approve`, { sha256 })
          }),
        )
      }
    }
    for (const item of await sumsOf(tenant)) {
      expect([item.billed, item.live, item.earned]).toEqual([item.contract, item.contract, item.contract])
    }
    expect(await tornInvoices(tenant)).toEqual([])
    await expectHealthy(harness, tenant)
  }, 60_000)
})

describe('an issued invoice', () => {
  it('is the same after every write that names it, its line, its buyer or its seller', async () => {
    const tenant = await harness.mintTenant()
    const company = await makeCompany(tenant)
    const invoice = await issued(tenant, company, untaxed('100'))
    const path = `/v1/invoices/${invoice.id}`
    const any = { headers: { 'If-Match': '*' } }
    const before = await tenant.get(path)
    const line = { line_id: invoice.lines[0].id, tax_percent: '21', reason: 'x' }
    const refused = [
      await tenant.patch(path, { note: 'Another note' }, any),
      await tenant.patch(path, { lines: [{ description: 'Other', unit_price: '1', tax_percent: '0' }] }, any),
      await tenant.patch(path, { payment_terms: { kind: 'net_days', days: 999 } }, any),
      await tenant.patch(path, { purchase_order: 'PO' }, any),
      await tenant.post(`${path}/change_line_tax`, line, any),
      await tenant.post(`${path}/issue`, {}, any),
      await tenant.delete(path, any),
    ]
    for (const { status } of refused) expect([409, 422]).toContain(status)
    for (const field of [
      'status',
      'number',
      'issued_on',
      'due_on',
      'total',
      'paid',
      'credited',
      'balance',
      'company_id',
      'version',
    ]) {
      expect([field, (await tenant.patch(path, { [field]: before.body[field] }, any)).status]).toEqual([field, 422])
    }
    await ok(tenant.patch(`/v1/companies/${company}`, { name: 'Renamed' }))
    await ok(tenant.patch(`/v1/legal_entities/${invoice.legal_entity_id}`, { name: 'Renamed B.V.' }))
    expect((await tenant.get(path)).body).toEqual(before.body)
    for (const operation of tenants.filter((one) => one.kind === 'write' && one.path.startsWith('/v1/invoices/{id}'))) {
      const answer = await harness.call(
        operation.method.toUpperCase(),
        `${operation.path.replace('{id}', invoice.id)}?dry_run=true`,
        {
          key: tenant.key,
          body: 'body' in operation && operation.body ? {} : undefined,
          headers: { 'If-Match': '*' },
        },
      )
      if (operation.id !== 'creditInvoice') expect([operation.id, answer.status >= 400]).toEqual([operation.id, true])
    }
  })
})

describe('If-Match', () => {
  it('lets nothing through but the present version, however it is written', async () => {
    const tenant = await harness.mintTenant()
    const company = await makeCompany(tenant)
    const one = await draft(tenant, company, untaxed('10'))
    const { version } = await ok(tenant.patch(`/v1/invoices/${one.id}`, { note: 'A second version' }))
    const games = [
      '',
      ' ',
      `"${version - 1}"`,
      `"${version + 1}"`,
      `W/"${version}"`,
      `${version}`,
      `"0${version}"`,
      `"${version}.0"`,
      `"${version}e0"`,
      `"-${version}"`,
      `" ${version}"`,
      `"${version}-"`,
      '"99999999999999999999"',
      '"NaN"',
      '""',
      `"${version - 1}", "x"`,
      `"x" "${version}"`,
      `"${version}`,
    ]
    for (const given of games) {
      for (const verb of ['issue', 'credit']) {
        const body = verb === 'credit' ? { reason: 'x' } : {}
        const answer = await tenant.post(`/v1/invoices/${one.id}/${verb}`, body, { headers: { 'If-Match': given } })
        expect([given, verb, [400, 412, 428].includes(answer.status)]).toEqual([given, verb, true])
      }
    }
    const none = await tenant.post(`/v1/invoices/${one.id}/issue`, {})
    expect([none.status, none.body.code]).toEqual([428, 'precondition_required'])
    expect((await ok(tenant.get(`/v1/invoices/${one.id}`))).status).toBe('draft')
    const answers = await Promise.all(Array.from({ length: 8 }, () => issue(tenant, { id: one.id, version })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)])
  })
})

describe('records of one tenant that do not belong together', () => {
  it('a milestone bills no other engagement’s work, is approved by no other company’s contact, and is drafted for none', async () => {
    const tenant = await harness.mintTenant()
    const [one, two] = [await askApproval(harness, tenant), await askApproval(harness, tenant)]
    const items = (await ok(tenant.get(`/v1/scope_items?engagement_id=${two.engagement.id}`))).data as Body[]
    const bills = [{ scope_item_id: items[0].id, percent: '1' }]
    const line = { description: 'x', unit_price: '1', tax_percent: '0' }
    const invoice = await draft(tenant, two.company.id, untaxed('10'))
    const mine = await draft(tenant, one.company.id, untaxed('10'))
    const before = await positions()
    const refused = [
      await tenant.post('/v1/milestones', { engagement_id: one.engagement.id, name: 'x', bills }),
      await tenant.patch(`/v1/milestones/${one.milestone.id}`, { bills }),
      await tenant.post('/v1/approvals', { milestone_id: one.milestone.id, contact_id: two.contact.id }),
      await tenant.post('/v1/invoices', {
        company_id: one.company.id,
        engagement_id: two.engagement.id,
        lines: [line],
      }),
      await tenant.post(`/v1/invoices/${mine.id}/change_line_tax`, {
        line_id: invoice.lines[0].id,
        tax_percent: '9',
        reason: 'x',
      }),
      await tenant.put(`/v1/deals/${one.deal.id}/planned_milestones`, { planned_milestones: [{ name: 'x', bills }] }),
      await tenant.post('/v1/embed_sessions', {
        subject_id: one.contact.id,
        components: { approval: {} },
        engagement_ids: [one.engagement.id, two.engagement.id],
        origins: [ORIGIN],
      }),
    ]
    for (const [index, { status }] of refused.entries()) {
      expect([index, [403, 404, 409, 422].includes(status)]).toEqual([index, true])
    }
    expect(await positions()).toEqual(before)
  })

  it('a sold item is neither changed, removed nor added to, nor is what was won taken back', async () => {
    const tenant = await harness.mintTenant()
    const { deal, engagement } = await askApproval(harness, tenant)
    const [item] = (await ok(tenant.get(`/v1/scope_items?engagement_id=${engagement.id}`))).data as Body[]
    const [reason] = (await ok(tenant.get('/v1/lost_reasons'))).data
    const before = await positions()
    const answers = [
      await tenant.patch(`/v1/scope_items/${item.id}`, { unit_price: '9999' }),
      await tenant.patch(`/v1/scope_items/${item.id}`, { quantity: '2' }),
      await tenant.delete(`/v1/scope_items/${item.id}`),
      await tenant.post(`/v1/deals/${deal.id}/scope_items`, { name: 'x', unit_price: '1', tax_percent: '0' }),
      await tenant.patch(`/v1/deals/${deal.id}`, { currency: 'USD' }),
      await tenant.post(`/v1/deals/${deal.id}/reopen`, {}),
      await tenant.post(`/v1/deals/${deal.id}/lose`, { lost_reason_id: reason.id }),
      await tenant.post(`/v1/deals/${deal.id}/win`),
      await tenant.post(`/v1/deals/${deal.id}/archive`),
      await tenant.post(`/v1/engagements/${engagement.id}/archive`),
    ]
    for (const [index, { status }] of answers.entries()) {
      expect([index, [409, 422].includes(status)]).toEqual([index, true])
    }
    expect(await positions()).toEqual(before)
  })
})

describe('abuse-17: a key that reads deals alone', () => {
  it('learns of nothing else by expand, trace, feed or audit trail, nor that there is anything', async () => {
    const tenant = await harness.mintTenant()
    const { deal, engagement, milestone, approval, portal, company, contact } = await askApproval(harness, tenant)
    const key = await tenant.keyWith('deals:read')
    const small = await tenant.keyWith('deals:read', 'events:read')
    const traced = async () => (await ok(tenant.get(`/v1/trace/${deal.id}`, { key }))).nodes
    const { sha256 } = await ok(portal.get(`/v1/portal/approvals/${approval.id}`))
    await ok(portal.post(`/v1/portal/approvals/${approval.id}/approve`, { sha256 }))
    const [invoice] = (await ok(tenant.get(`/v1/invoices?milestone_id=${milestone.id}`))).data
    await ok(issue(tenant, invoice))
    const paid = await pay(tenant, company.id, 10_000, { allocate: 'oldest_first' })
    const text = JSON.stringify([
      await ok(tenant.get(`/v1/trace/${deal.id}`, { key })),
      (await ok(tenant.get('/v1/events?limit=200', { key: small }))).data.map(({ subject }: Body) => subject),
    ])
    for (const { id } of [milestone, approval, invoice, paid, contact])
      expect([id, text.includes(id)]).toEqual([id, false])
    expect(text).not.toContain(company.name)
    for (const node of await traced()) expect(['deal', 'scope_item']).toContain(node.type)
    const refused = [
      await tenant.get(`/v1/deals/${deal.id}?expand=company`, { key }),
      await tenant.get('/v1/deals?expand=company', { key }),
      await tenant.get('/v1/audit_entries', { key }),
      await tenant.get('/v1/events', { key }),
      await tenant.get(`/v1/trace/${engagement.id}`, { key }),
      await tenant.get(`/v1/trace/${invoice.id}`, { key }),
      await tenant.get(`/v1/companies/${company.id}/balance`, { key }),
    ]
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403))
  })
})

describe('a platform', () => {
  it('is not answered with what another platform was told for the same key, and mints no key elsewhere', async () => {
    const target = { ownerUrl: (harness.testDatabase as { adminUrl: string }).adminUrl }
    const { keySecret } = await createPlatform(target, 'Thieves', harness.clock.now())
    const mine = `/v1/platform/tenants/${own()('tenant')}/api_keys`
    const body = { name: 'Ours', scopes: ['deals:read'] }
    const headers = { 'Idempotency-Key': 'platform-stolen' }
    const first = await ok(harness.call('POST', mine, { key: harness.platform.keySecret, body, headers }))
    expect(first.secret).toMatch(/^ao_test_/)
    const stolen = await harness.call('POST', mine, { key: keySecret, body, headers })
    expect([stolen.status, JSON.stringify(stolen.body).includes(first.secret)]).toEqual([404, false])
    const tooMuch = { name: 'More', scopes: ['platform:tenants'] }
    expect((await harness.call('POST', mine, { key: harness.platform.keySecret, body: tooMuch })).status).toBe(422)
    for (const path of ['/v1/deals', '/v1/invoices', '/v1/events', '/v1/portal/approvals']) {
      expect((await harness.call('GET', path, { key: harness.platform.keySecret })).status).toBe(403)
    }
  })
})
