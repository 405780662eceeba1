/** The feed’s promise under concurrent commits, on a real server: nothing is skipped, nothing told twice. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../testing/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness({ server: true })
})
afterAll(() => harness.close())

interface Told {
  position: number
  at: string
}

/** Reads behind the last cursor, over and over, until `done` says so and nothing more comes. */
async function follow(tenant: TestTenant, done: () => boolean, limit = 7): Promise<Told[]> {
  const seen: Told[] = []
  for (let after = ''; ; ) {
    const finished = done()
    const { body, status } = await tenant.get(`/v1/events?limit=${limit}${after && `&after=${after}`}`)
    if (status !== 200) continue
    seen.push(...body.data)
    after = body.next_cursor
    if (finished && !body.has_more && body.data.length === 0) return seen
  }
}

async function admin(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: harness.testDatabase.adminUrl as string })
  await client.connect()
  return client
}

describe('the feed under concurrent commits', () => {
  it('never skips: writers of three tenants, slowed inside their transactions, one killed, followers reading meanwhile', async () => {
    const tenants = await Promise.all([1, 2, 3].map(() => harness.mintTenant()))
    const companies = await Promise.all(
      tenants.map(async (tenant) => {
        const ids: string[] = []
        for (let index = 0; index < 3; index++)
          ids.push((await tenant.post('/v1/companies', { name: `C${index}` })).body.id)
        return ids
      }),
    )
    let writing = true
    const followers = tenants.flatMap((tenant) => [follow(tenant, () => !writing), follow(tenant, () => !writing, 1)])
    const slow = await admin()
    const slowing = (async () => {
      while (writing) {
        // A lock on a record stops writers in the middle of their transactions, in any order of release.
        await slow.query('begin')
        await slow.query('select 1 from company order by random() limit 4 for update')
        await new Promise((resolve) => setTimeout(resolve, 15))
        await slow.query('commit')
      }
      await slow.end()
    })()
    const answers: number[] = []
    const writers = tenants.flatMap((tenant, which) =>
      Array.from({ length: 5 }, async (_, writer) => {
        for (let round = 0; round < 12; round++) {
          const answer =
            round % 3 === 0
              ? await tenant.post('/v1/companies', { name: `W${writer} ${round}` })
              : await tenant.patch(`/v1/companies/${companies[which]?.[round % 3]}`, { notes: `${writer} ${round}` })
          answers.push(answer.status)
        }
      }),
    )
    const killer = await admin()
    await expect
      .poll(
        async () =>
          (
            await killer.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'agencyops_app' and xact_start is not null and wait_event_type = 'Lock' limit 1`,
            )
          ).rowCount,
        { interval: 5, timeout: 10_000 },
      )
      .toBe(1)
    await killer.end()
    await Promise.all(writers)
    writing = false
    await slowing
    const stories = await Promise.all(followers)
    expect(answers.filter((status) => status === 503).length).toBeGreaterThanOrEqual(1)
    expect(answers.every((status) => [200, 201, 503].includes(status))).toBe(true)
    for (const [index, story] of stories.entries()) {
      const tenant = tenants[index >> 1] as TestTenant
      const [counter] = await harness.admin<{ position: string }>(
        'select position from event_counter where tenant_id = $1',
        [tenant.tenantId],
      )
      expect(story.map(({ position }) => position)).toEqual(
        Array.from({ length: Number(counter?.position) }, (_, at) => at + 1),
      )
      const times = story.map(({ at }) => at)
      expect(times).toEqual([...times].sort())
    }
  }, 60_000)

  it('events-01: a stuck writer of one tenant holds up nobody else’s feed, and afterwards nothing is missing', async () => {
    const stuck = await harness.mintTenant()
    const other = await harness.mintTenant()
    const client = await admin()
    await client.query('begin')
    await client.query('select 1 from event_counter where tenant_id = $1 for update', [stuck.tenantId])
    const waiting = stuck.post('/v1/companies', { name: 'Stuck' })
    const before = (await other.get('/v1/events?limit=200')).body
    for (let index = 0; index < 5; index++) {
      expect((await other.post('/v1/companies', { name: `Free ${index}` })).status).toBe(201)
    }
    const told = (await other.get(`/v1/events?after=${before.next_cursor}`)).body.data
    expect(told).toHaveLength(5)
    const quiet = (await stuck.get('/v1/events?limit=200')).body
    expect(quiet.data.some(({ type }: { type: string }) => type === 'company.created')).toBe(false)
    await client.query('commit')
    await client.end()
    expect((await waiting).status).toBe(201)
    const late = (await stuck.get(`/v1/events?after=${quiet.next_cursor}`)).body.data
    expect(late.map(({ type }: { type: string }) => type)).toEqual(['company.created'])
  })
})

describe('one story of each record', () => {
  const chain = `select before->>'notes' as before, after->>'notes' as after, e.position::int, e.subject_version as version
    from audit_entry a join event e on e.change_id = a.change_id and e.subject_id = a.subject_id
    where a.action = 'company.updated' and a.tenant_id = $1 order by e.position`

  it('abuse-03: 100 rounds of two racing changes: as many audit entries as successes, each from where the last ended', async () => {
    const tenant = await harness.mintTenant()
    const { body } = await tenant.post('/v1/companies', { name: 'Raced' })
    let successes = 0
    for (let round = 0; round < 100; round++) {
      const answers = await Promise.all(
        ['a', 'b'].map((side) => tenant.patch(`/v1/companies/${body.id}`, { notes: `${round} ${side}` })),
      )
      successes += answers.filter(({ status }) => status === 200).length
    }
    expect(successes).toBe(200)
    await expectOneStory(tenant, body.id, successes)
  }, 60_000)

  it('abuse-03: of two with the same If-Match one is 200, the other 412 and leaves nothing', async () => {
    const tenant = await harness.mintTenant()
    const { body } = await tenant.post('/v1/companies', { name: 'Matched' })
    for (let round = 1; round <= 30; round++) {
      const headers = { 'If-Match': `"${round}"` }
      const answers = await Promise.all(
        ['a', 'b'].map((side) => tenant.patch(`/v1/companies/${body.id}`, { notes: `${round} ${side}` }, { headers })),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
    }
    await expectOneStory(tenant, body.id, 30)
  }, 60_000)

  async function expectOneStory(tenant: TestTenant, id: string, successes: number): Promise<void> {
    const rows = await harness.admin<{ before: string | null; after: string; version: number }>(chain, [
      tenant.tenantId,
    ])
    expect(rows).toHaveLength(successes)
    for (const [index, row] of rows.entries()) {
      expect(row.before).toBe(index === 0 ? null : rows[index - 1]?.after)
      expect(row.version).toBe(index + 2)
    }
    const now = (await tenant.get(`/v1/companies/${id}`)).body
    expect([now.notes, now.version]).toEqual([rows.at(-1)?.after, successes + 1])
  }
})
