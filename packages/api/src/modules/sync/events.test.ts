import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeFeedCursor, encodeFeedCursor } from '../../outbox/feed-cursor.ts'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'

let harness: Harness
let tenant: TestTenant
let company: string

beforeAll(async () => {
  harness = await startHarness()
  tenant = await harness.mintTenant()
  const { body } = await tenant.post('/v1/companies', { name: 'Followed' })
  company = body.id
  for (const notes of ['1', '2', '3']) await tenant.patch(`/v1/companies/${company}`, { notes })
})
afterAll(() => harness.close())

describe('the feed of events', () => {
  it('tells every change in order, each with a cursor of its own', async () => {
    const { body } = await tenant.get('/v1/events?limit=200')
    const positions = body.data.map(({ position }: { position: number }) => position)
    expect(positions).toEqual(positions.map((_: number, index: number) => index + 1))
    expect(body.has_more).toBe(false)
    const last = body.data.at(-1)
    expect(last).toMatchObject({
      type: 'company.updated',
      subject: { type: 'company', id: company, version: 4 },
      changed: ['notes'],
      actor: { type: 'api_key' },
    })
    expect(last.id).toMatch(/^evt_/)
    expect(last.cursor).toBe(body.next_cursor)
    expect(Date.parse(last.at)).not.toBeNaN()
  })

  it('goes on behind any cursor, page by page, and ends with one to come back with', async () => {
    const all = (await tenant.get('/v1/events?limit=200')).body.data
    const seen = []
    let after = ''
    for (let more = true; more; ) {
      const { body } = await tenant.get(`/v1/events?limit=2${after && `&after=${after}`}`)
      seen.push(...body.data)
      more = body.has_more
      after = body.next_cursor
    }
    expect(seen).toEqual(all)
    expect((await tenant.get(`/v1/events?after=${after}`)).body).toEqual({
      data: [],
      next_cursor: after,
      has_more: false,
    })
    const behind = await tenant.get(`/v1/events?after=${all[3].cursor}&limit=200`)
    expect(behind.body.data).toEqual(all.slice(4))
  })

  it('filters by types and by record, and the cursor moves past the rest', async () => {
    const { body } = await tenant.get('/v1/events?type=company.created&type=company.archived')
    expect(body.data.map(({ type }: { type: string }) => type)).toEqual(['company.created'])
    expect(body.has_more).toBe(false)
    expect(decodeFeedCursor(body.next_cursor).position).toBe((await end()).position)
    const own = await tenant.get(`/v1/events?subject_id=${company}`)
    expect(own.body.data).toHaveLength(4)
    expect((await tenant.get('/v1/events?type=company.crated')).body.errors[0].nearest).toBe('company.created')
  })

  it('tells only of what the scopes read; the cursor moves on all the same', async () => {
    const key = await tenant.keyWith('events:read', 'deals:read')
    const { body } = await tenant.get('/v1/events', { key })
    expect(body.data).toEqual([])
    expect(decodeFeedCursor(body.next_cursor).position).toBe((await end()).position)
    const asked = await tenant.get('/v1/events?type=company.created', { key })
    expect(asked.body.data).toEqual([])
    expect((await tenant.get('/v1/events', { key: await tenant.keyWith('companies:read') })).status).toBe(403)
  })

  it('looks through a bounded stretch at a time and says that there is more', async () => {
    const long = await harness.mintTenant()
    await harness.admin('update event_counter set position = position + 25000 where tenant_id = $1', [long.tenantId])
    await long.post('/v1/companies', { name: 'Far' })
    const positions = []
    let after = ''
    let calls = 0
    for (let more = true; more; calls++) {
      const { body } = await long.get(`/v1/events?type=company.created${after && `&after=${after}`}`)
      positions.push(...body.data.map(({ position }: { position: number }) => position))
      more = body.has_more
      after = body.next_cursor
    }
    expect(positions).toHaveLength(1)
    expect(positions[0]).toBeGreaterThan(25_000)
    expect(calls).toBe(3)
  })

  it('of one tenant is never told to another, and its cursors are refused', async () => {
    const other = await harness.mintTenant()
    await other.post('/v1/companies', { name: 'Secret of the other' })
    const { body } = await tenant.get('/v1/events?limit=200')
    expect(JSON.stringify(body)).not.toContain('Secret')
    const foreign = (await other.get('/v1/events')).body.next_cursor
    expect((await tenant.get(`/v1/events?after=${foreign}`)).status).toBe(410)
  })

  it('events-02: garbage is 422, a place of another epoch or ahead of the feed is 410', async () => {
    for (const after of [
      'x',
      'AAAA',
      '%00',
      Buffer.from('e.-1').toString('base64url'),
      Buffer.from('e.1e3').toString('base64url'),
    ]) {
      const answer = await tenant.get(`/v1/events?after=${after}`)
      expect(answer.status).toBe(422)
      expect(answer.body.errors[0].parameter).toBe('after')
    }
    const { epoch, position } = await end()
    for (const place of [
      { epoch, position: position + 1 },
      { epoch: 'another', position: 0 },
    ]) {
      const answer = await tenant.get(`/v1/events?after=${encodeFeedCursor(place)}`)
      expect([answer.status, answer.body.code]).toEqual([410, 'cursor_expired'])
    }
  })

  it('events-01, abuse-11: after a restore that changes the epoch old cursors are refused and all is read anew', async () => {
    const restored = await harness.mintTenant()
    await restored.post('/v1/companies', { name: 'Before' })
    const kept = (await restored.get('/v1/events')).body.next_cursor
    await harness.admin(`update tenant set feed_epoch = 'restored' where id = $1`, [restored.tenantId])
    expect((await restored.get(`/v1/events?after=${kept}`)).body.code).toBe('cursor_expired')
    const anew = (await restored.get('/v1/events?limit=200')).body
    expect(anew.data.length).toBeGreaterThan(0)
    await restored.post('/v1/companies', { name: 'After' })
    const next = (await restored.get(`/v1/events?after=${anew.next_cursor}`)).body
    expect(next.data.map(({ type }: { type: string }) => type)).toEqual(['company.created'])
  })

  async function end(): Promise<{ epoch: string; position: number }> {
    const [row] = await harness.admin<{ epoch: string; position: string }>(
      'select feed_epoch as epoch, position from tenant join event_counter on tenant_id = id where id = $1',
      [tenant.tenantId],
    )
    return { epoch: row?.epoch as string, position: Number(row?.position) }
  }
})

describe('audit entries', () => {
  it('tell who changed what, before and after, newest first', async () => {
    const { body } = await tenant.get(`/v1/audit_entries?subject_id=${company}`)
    expect(body.data.map(({ action }: { action: string }) => action)).toEqual([
      'company.updated',
      'company.updated',
      'company.updated',
      'company.created',
    ])
    expect(body.data[0]).toMatchObject({ operation: 'updateCompany', before: { notes: '2' }, after: { notes: '3' } })
    expect(body.data[3].before).toBeNull()
    expect(body.data[3].after).toMatchObject({ id: company, name: 'Followed' })
  })

  it('carry personal values beside the rest, while they stand', async () => {
    const { body } = await tenant.get('/v1/audit_entries?action=person.created')
    expect(body.data[0].after).toMatchObject({ name: 'Mara Quill', email: 'mara@quillhaven.example' })
    const [plain] = await harness.admin<{ after: object }>(
      `select after from audit_entry where action = 'person.created' and tenant_id = $1`,
      [tenant.tenantId],
    )
    expect(JSON.stringify(plain)).not.toContain('Mara')
  })

  it('page, each once', async () => {
    const all = (await tenant.get('/v1/audit_entries?limit=200')).body.data
    const seen = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await tenant.get(`/v1/audit_entries?limit=3${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.data)
      cursor = body.next_cursor
    }
    expect(seen).toEqual(all)
  })

  it('need their own scope, and that of the record', async () => {
    expect((await tenant.get('/v1/audit_entries', { key: await tenant.keyWith('companies:read') })).status).toBe(403)
    const key = await tenant.keyWith('audit_entries:read', 'companies:read')
    const { body } = await tenant.get('/v1/audit_entries?limit=200', { key })
    expect(new Set(body.data.map(({ subject }: { subject: { type: string } }) => subject.type))).toEqual(
      new Set(['company']),
    )
  })
})
