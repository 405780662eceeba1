/** Who hears what by a stream, and for how long; on the real server, where other processes take rights away. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApprovalStory, askApproval, openPortal, type Portal, uploadFile } from '../../testing/approval-story.ts'
import { makeContact, winEngagement } from '../../testing/engagement-story.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { type ReadingStream, readStream } from '../../testing/read-stream.ts'

const limits = { streamHeartbeatMs: 15_000, streamPollMs: 1000, rateCapacity: 1_000_000 }
let harness: Harness
/** Another process over the same database: it shares nothing with the first but that. */
let elsewhere: { request(path: string, init?: RequestInit): Response | Promise<Response> }
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ server: true, limits })
  const { openServerDatabase } = await import('../../db/database.ts')
  const database = openServerDatabase({ url: harness.testDatabase.url as string })
  elsewhere = harness.anotherApp({ database, limits })
  afterAll(() => database.close())
})
afterAll(() => harness.close())
beforeEach(async () => {
  tenant = await harness.mintTenant()
})

const opened: ReadingStream[] = []
afterAll(() => Promise.all(opened.map((stream) => stream.cancel().catch(() => undefined))))

async function open(key: string, search = '', app: typeof elsewhere = harness.app): Promise<ReadingStream> {
  const stream = readStream(
    await app.request(`/v1/events/stream${search}`, { headers: { Authorization: `Bearer ${key}` } }),
  )
  opened.push(stream)
  await expect.poll(() => stream.lastId()).toBeDefined()
  return stream
}

const told = (stream: ReadingStream) => stream.events.map(({ type }: { type: string }) => type)

/** Something that every reader of companies hears of, once all before it was told. */
async function mark(key = tenant.key): Promise<void> {
  const { status } = await harness.call('POST', '/v1/companies', { key, body: { name: `Mark ${Math.random()}` } })
  expect(status).toBe(201)
}

describe('a client contact', () => {
  let story: ApprovalStory
  let portal: Portal
  beforeEach(async () => {
    story = await askApproval(harness, tenant)
    portal = story.portal
  })

  it('hears of the shared engagement what its components show: ids, no actor, no names of fields', async () => {
    const stream = await open(portal.token)
    const firm = await open(tenant.key)
    const hidden = await uploadFile(harness, tenant, 'internal.txt', 'internal')
    const shown = await uploadFile(harness, tenant, 'shown.txt', 'shown')
    const files = `/v1/engagements/${story.engagement.id}/files`
    await tenant.post(files, { file_id: hidden.id, client_visible: false })
    await tenant.post(files, { file_id: shown.id, client_visible: true })
    await tenant.patch(`/v1/engagements/${story.engagement.id}`, { name: 'Renamed' })
    const { body } = await portal.get(`/v1/portal/approvals/${story.approval.id}`)
    await portal.post(`/v1/portal/approvals/${story.approval.id}/approve`, { sha256: body.sha256 })
    await mark()
    await expect.poll(() => told(firm)).toContain('company.created')
    await expect.poll(() => told(stream)).toContain('approval.approved')
    expect(new Set(told(firm))).toContain('engagement.updated')
    expect(told(stream).filter((type: string) => !/^(approval|milestone|file)\./.test(type))).toEqual([])
    expect(stream.events.filter(({ type }) => type === 'file.attached')).toHaveLength(1)
    for (const event of stream.events) {
      expect(Object.keys(event).sort()).toEqual(['at', 'cursor', 'data', 'id', 'position', 'subject', 'type'])
      expect(Object.keys(event.data)).not.toContain('deal_id')
      for (const value of Object.values(event.data))
        expect(value === null || /^[a-z_]+_[0-9a-z]{26}$/.test(`${value}`)).toBe(true)
    }
    expect(JSON.stringify(stream.events)).not.toContain(hidden.id)
  })

  it('hears of no other engagement and of no other client', async () => {
    const other = await winEngagement(tenant, {})
    const stranger = await makeContact(tenant, other.company.id)
    await tenant.post(`/v1/engagements/${other.engagement.id}/share`, { contact_id: stranger.id })
    const strangers = await openPortal(harness, tenant, stranger.id, [other.engagement.id])
    const [own, foreign] = [await open(portal.token), await open(strangers.token)]
    await tenant.post(`/v1/approvals/${story.approval.id}/withdraw`, { reason: 'Another text' })
    await expect.poll(() => told(own)).toContain('approval.withdrawn')
    const planned = await tenant.post('/v1/milestones', { engagement_id: other.engagement.id, name: 'Theirs' })
    expect(planned.status).toBe(201)
    await expect.poll(() => told(foreign)).toEqual(['milestone.created'])
    expect(JSON.stringify(own.events)).not.toContain(planned.body.id)
  })

  it('threat 26: what happened before an engagement was shared is not told, whatever place it asks from', async () => {
    const late = await winEngagement(tenant, {})
    const start = (await tenant.get('/v1/events?limit=1')).body.data[0].cursor
    const made = await tenant.post('/v1/milestones', { engagement_id: late.engagement.id, name: 'Before' })
    const contact = await makeContact(tenant, late.company.id)
    const share = () => tenant.post(`/v1/engagements/${late.engagement.id}/share`, { contact_id: contact.id })
    await share()
    const session = await openPortal(harness, tenant, contact.id, [late.engagement.id])
    const path = `/v1/milestones/${made.body.id}`
    await tenant.patch(path, { name: 'After' })
    const stream = await open(session.token, `?after=${start}`)
    await expect.poll(() => told(stream)).toEqual(['milestone.updated'])

    // Shared again, what happened in between stays untold.
    await tenant.post(`/v1/engagements/${late.engagement.id}/unshare`, { contact_id: contact.id })
    await tenant.patch(path, { name: 'Between' })
    await share()
    await tenant.patch(path, { name: 'Again' })
    await expect.poll(() => told(stream)).toEqual(['milestone.updated', 'milestone.updated'])
    const anew = await open(session.token, `?after=${start}`)
    await expect.poll(() => anew.events.map(({ subject }) => subject.version)).toEqual([4])
  })
})

describe('a stream ends on every process', () => {
  const session = async (input: Record<string, unknown>) =>
    (
      await tenant.post('/v1/embed_sessions', {
        components: { approval: {}, engagement: {}, invoice: {} },
        origins: ['https://app.example'],
        ...input,
      })
    ).body

  /** Both processes' streams of a credential end, and soon; those of others go on. */
  async function endsBoth(key: string, take: () => Promise<{ status: number }>): Promise<void> {
    const streams = [await open(key), await open(key, '', elsewhere)]
    const others = [await open(tenant.key), await open(tenant.key, '', elsewhere)]
    const { status } = await take()
    expect(status).toBeLessThan(300)
    const started = performance.now()
    await Promise.all(streams.map(({ ended }) => ended))
    expect(performance.now() - started).toBeLessThan(3000)
    await mark()
    for (const other of others) await expect.poll(() => told(other)).toContain('company.created')
    expect(others.map((other) => other.isOver())).toEqual([false, false])
    const again = await harness.call('GET', '/v1/events/stream', { key })
    expect([401, 403]).toContain(again.status)
  }

  it('when its session is revoked', async () => {
    const { contact, engagement } = await askApproval(harness, tenant)
    const { id, token } = await session({ subject_id: contact.id, engagement_ids: [engagement.id] })
    await endsBoth(token, () => tenant.post(`/v1/embed_sessions/${id}/revoke`))
  })

  it('when its contact is archived', async () => {
    const won = await winEngagement(tenant, {})
    const contact = await makeContact(tenant, won.company.id)
    await tenant.post(`/v1/engagements/${won.engagement.id}/share`, { contact_id: contact.id })
    const { token } = await session({ subject_id: contact.id, engagement_ids: [won.engagement.id] })
    await endsBoth(token, () => tenant.post(`/v1/contacts/${contact.id}/archive`))
  })

  it('when its key is revoked, and when its secret is replaced at once', async () => {
    for (const verb of ['revoke', 'rotate']) {
      const { body: key } = await tenant.post('/v1/api_keys', { name: verb, scopes: ['events:read', 'companies:read'] })
      const body = verb === 'rotate' ? { old_expires_in: 0 } : {}
      await endsBoth(key.secret, () => tenant.post(`/v1/api_keys/${key.id}/${verb}`, body))
    }
  })

  it('when the key that minted its session is revoked', async () => {
    const { contact, engagement } = await askApproval(harness, tenant)
    const { body: key } = await tenant.post('/v1/api_keys', {
      name: 'host',
      scopes: ['embed_sessions:write', 'events:read', 'approvals:read', 'milestones:read', 'files:read'],
    })
    const minted = await openPortal(harness, tenant, contact.id, [engagement.id], { key: key.secret })
    await endsBoth(minted.token, () => tenant.post(`/v1/api_keys/${key.id}/revoke`))
  })

  it('at the end of its time, by the machine’s clock', async () => {
    const { contact, engagement } = await askApproval(harness, tenant)
    const { token } = await session({ subject_id: contact.id, engagement_ids: [engagement.id] })
    const stream = await open(token)
    harness.clock.tick(16 * 60_000)
    await stream.ended
    harness.clock.real()
  })
})

it('a contact who loses the engagement hears no more of it, on every process, and the stream goes on', async () => {
  const { contact, engagement, milestone, portal } = await askApproval(harness, tenant)
  const streams = [await open(portal.token), await open(portal.token, '', elsewhere)]
  const firm = [await open(tenant.key), await open(tenant.key, '', elsewhere)]
  const rename = (name: string) => tenant.patch(`/v1/milestones/${milestone.id}`, { name })
  expect((await rename('Heard of')).status).toBe(200)
  for (const stream of streams) await expect.poll(() => told(stream)).toContain('milestone.updated')
  const heard = streams.map(told)
  expect((await tenant.post(`/v1/engagements/${engagement.id}/unshare`, { contact_id: contact.id })).status).toBe(204)
  expect((await rename('Not heard of')).status).toBe(200)
  await mark()
  for (const stream of firm) await expect.poll(() => told(stream)).toContain('company.created')
  expect(streams.map(told)).toEqual(heard)
  expect(streams.map((stream) => stream.isOver())).toEqual([false, false])
})

it('a member’s session that lists engagements hears of those, and of nothing that belongs to none', async () => {
  const { engagement } = await winEngagement(tenant, {})
  const other = await winEngagement(tenant, {})
  const { body: person } = await tenant.post('/v1/persons', { name: 'Ilse Vos', email: 'ilse@quillhaven.example' })
  const { body: member } = await tenant.post('/v1/members', { person_id: person.id, role: 'member' })
  const { body: session } = await tenant.post('/v1/embed_sessions', {
    subject_id: member.id,
    components: { pipeline_board: {}, engagement: {} },
    engagement_ids: [engagement.id],
    origins: ['https://app.example'],
  })
  const stream = await open(session.token)
  const firm = await open(tenant.key)
  for (const one of [other, { engagement }]) {
    const planned = await tenant.post('/v1/milestones', { engagement_id: one.engagement.id, name: 'Planned' })
    expect(planned.status).toBe(201)
  }
  await mark()
  await expect.poll(() => told(firm)).toEqual(['milestone.created', 'milestone.created', 'company.created'])
  await expect.poll(() => stream.events.map(({ data }) => data.engagement_id)).toEqual([engagement.id])
})

describe('bounds', () => {
  it('a credential, and the clients of a tenant together, have so many streams, told by 429 with Retry-After', async () => {
    const app = harness.anotherApp({ limits: { ...limits, streamsPerPrincipal: 2, streamsPerTenant: 6 } })
    const won = await winEngagement(tenant, {})
    const tokens: string[] = []
    for (let index = 0; index < 3; index++) {
      const contact = await makeContact(tenant, won.company.id)
      await tenant.post(`/v1/engagements/${won.engagement.id}/share`, { contact_id: contact.id })
      tokens.push((await openPortal(harness, tenant, contact.id, [won.engagement.id])).token)
    }
    const ask = (key: string) => app.request('/v1/events/stream', { headers: { Authorization: `Bearer ${key}` } })
    const first = await open(tokens[0] as string, '', app)
    await open(tokens[0] as string, '', app)
    const full = await ask(tokens[0] as string)
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, '10'])
    await open(tokens[1] as string, '', app)
    expect((await ask(tokens[2] as string)).status).toBe(429)
    // The firm itself is not shut out by its clients.
    await open(tenant.key, '', app)
    await open(tenant.key, '', app)
    await first.cancel()
    await open(tokens[2] as string, '', app)
  })

  it('a reader that reads nothing is let go with what waits for it, and others go on', async () => {
    const app = harness.anotherApp({ limits: { ...limits, streamBuffer: 6000 } })
    const stuck = await app.request('/v1/events/stream', { headers: { Authorization: `Bearer ${tenant.key}` } })
    const reader = await open(tenant.key, '', app)
    for (let told = 1; told <= 20; told++) {
      await mark()
      await expect.poll(() => reader.events.length).toBe(told)
    }
    await expect(stuck.text()).rejects.toThrow('too far behind')
  })

  it('HEAD opens nothing, and the path is no event’s id', async () => {
    const head = await harness.call('HEAD', '/v1/events/stream', { key: tenant.key })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
  })

  it('events-02: garbage is 422 that names where, another tenant’s and a restored place are 410', async () => {
    const other = await harness.mintTenant()
    const foreign = (await other.get('/v1/events')).body.next_cursor
    const ask = (headers: Record<string, string>, search = '') =>
      harness.call('GET', `/v1/events/stream${search}`, { key: tenant.key, headers })
    const garbage = await ask({ 'Last-Event-ID': 'x' })
    expect([garbage.status, garbage.body.errors[0].header]).toEqual([422, 'Last-Event-ID'])
    expect((await ask({}, '?after=x')).body.errors[0].parameter).toBe('after')
    expect((await ask({ 'Last-Event-ID': foreign })).body.code).toBe('cursor_expired')
    const kept = (await tenant.get('/v1/events')).body.next_cursor
    const stream = await open(tenant.key)
    await harness.admin(`update tenant set feed_epoch = 'restored' where id = $1`, [tenant.tenantId])
    await mark()
    await stream.ended
    expect(stream.events).toEqual([])
    expect((await ask({}, `?after=${kept}`)).body.code).toBe('cursor_expired')
  })
})
