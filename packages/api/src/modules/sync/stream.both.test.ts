import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Harness, startHarness, type TestTenant } from '../../testing/harness.ts'
import { readStream } from '../../testing/read-stream.ts'

let harness: Harness
let tenant: TestTenant

beforeAll(async () => {
  harness = await startHarness({ limits: { streamHeartbeatMs: 200, streamPollMs: 100, rateCapacity: 1_000_000 } })
  tenant = await harness.mintTenant()
})
afterAll(() => harness.close())

const open = async (search = '', headers: Record<string, string> = {}, key = tenant.key) =>
  readStream(
    await harness.app.request(`/v1/events/stream${search}`, {
      headers: { Authorization: `Bearer ${key}`, ...headers },
    }),
  )
const types = (stream: ReturnType<typeof readStream>) => stream.events.map(({ type }: { type: string }) => type)

describe('the stream of events', () => {
  it('tells what comes from now on, each as the list tells it, behind headers that let it pass', async () => {
    await tenant.post('/v1/companies', { name: 'Before' })
    const stream = await open()
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    expect(stream.headers.get('cache-control')).toBe('no-cache, no-transform')
    expect(stream.headers.get('x-accel-buffering')).toBe('no')
    expect(stream.headers.get('access-control-allow-origin')).toBe('*')
    await expect.poll(() => stream.frames.length).toBeGreaterThanOrEqual(2)
    const after = stream.frames[1]?.id as string
    expect(stream.frames[0]).toMatchObject({ retry: '3000' })
    const { body: company } = await tenant.post('/v1/companies', { name: 'Live' })
    await tenant.patch(`/v1/companies/${company.id}`, { notes: 'x' })
    await expect.poll(() => types(stream)).toEqual(['company.created', 'company.updated'])
    const { body: listed } = await tenant.get(`/v1/events?after=${after}`)
    expect(stream.events).toEqual(listed.data)
    const told = stream.frames.filter(({ event }) => event)
    expect(told.map(({ id, event }) => [id, event])).toEqual(
      listed.data.map(({ cursor, type }: { cursor: string; type: string }) => [cursor, type]),
    )
    await stream.cancel()
  })

  it('goes on behind Last-Event-ID, which wins over after, and says that it lives', async () => {
    const { body: company } = await tenant.post('/v1/companies', { name: 'Followed' })
    for (const notes of ['1', '2', '3']) await tenant.patch(`/v1/companies/${company.id}`, { notes })
    const all = (await tenant.get(`/v1/events?subject_id=${company.id}`)).body.data
    const stream = await open(`?after=${all[2].cursor}&subject_id=${company.id}`, { 'Last-Event-ID': all[0].cursor })
    await expect.poll(() => stream.events.length).toBe(3)
    expect(stream.events).toEqual(all.slice(1))
    const quiet = stream.frames.length
    await expect.poll(() => stream.frames.slice(quiet).map(({ comment }) => comment)).toContain('hb')
    // What was left out meanwhile need not be looked through again.
    await tenant.post('/v1/companies', { name: 'Of no interest' })
    await expect.poll(() => stream.lastId()).not.toBe(all.at(-1).cursor)
    expect(stream.events).toHaveLength(3)
    await stream.cancel()
  })
})
