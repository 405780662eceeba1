import { expect, test } from 'vitest'
import { AbortError } from '../src/index.ts'
import { DEAL, testClient } from './support/client.ts'
import { json, serve } from './support/server.ts'

const query = (url: string) => Object.fromEntries(new URL(url, 'http://x').searchParams)

const pages = (sizes: number[]) =>
  serve(({ url }, response) => {
    const at = Number(query(url).cursor ?? 0)
    const data = Array.from({ length: sizes[at] ?? 0 }, (_, i) => ({ id: `${at}.${i}` }))
    json(response, { data, next_cursor: at + 1 < sizes.length ? String(at + 1) : null })
  })

test('a loop gives all rows and keeps the filters; a break asks for no further page', async () => {
  const { baseUrl, seen } = await pages([2, 0, 1])
  const { client } = testClient({ baseUrl })
  const ids: string[] = []
  for await (const { id } of client.deals.list({ status: ['open', 'won'], expand: [] })) ids.push(id)
  expect(ids).toEqual(['0.0', '0.1', '2.0'])
  expect(seen.map(({ url }) => url)).toEqual(
    ['', '&cursor=1', '&cursor=2'].map((rest) => `/v1/deals?status=open&status=won${rest}`),
  )
  for await (const _ of client.deals.list()) break
  expect(seen).toHaveLength(4)
})

test('awaiting a list gives its first page, as page does', async () => {
  const { baseUrl, seen } = await pages([1, 1])
  const list = testClient({ baseUrl }).client.deals.list()
  expect(await list).toEqual({ data: [{ id: '0.0' }], next_cursor: '1' })
  expect(await list.page()).toBe(await list)
  expect(seen).toHaveLength(1)
})

test('toArray stops at its limit, asks for no more rows than that, and demands one', async () => {
  const { baseUrl, seen } = await pages([3, 3, 3])
  const { client } = testClient({ baseUrl })
  expect(await client.deals.list().toArray({ limit: 4 })).toHaveLength(4)
  expect(seen.map(({ url }) => query(url))).toEqual([{ limit: '4' }, { limit: '4', cursor: '1' }])
  expect(await client.deals.list().toArray({ limit: 1000 })).toHaveLength(9)
  expect(query(seen[2]?.url ?? '').limit).toBe('200')
  // @ts-expect-error a limit is required
  await expect(client.deals.list().toArray({})).rejects.toThrow(/needs a limit/)
})

test('a list that answers the same cursor again is told, not read for ever', async () => {
  const { baseUrl } = await serve((_, response) => json(response, { data: [], next_cursor: 'same' }))
  const { client } = testClient({ baseUrl })
  await expect(client.deals.list().toArray({ limit: 5 })).rejects.toThrow(/same cursor/)
})

/** Two events; `looked` is told how often somebody asked beyond them. */
const feed = (looked: (times: number) => void = () => {}) => {
  let times = 0
  return serve(({ url }, response) => {
    const after = Number(query(url).after ?? 0)
    const last = Math.max(after, 2)
    const data = Array.from({ length: last - after }, (_, i) => ({
      id: `evt_${after + i + 1}`,
      cursor: String(after + i + 1),
      type: 'deal.won',
    }))
    json(response, { data, next_cursor: String(last), has_more: after === 0 })
    if (after >= 2) looked(++times)
  })
}

test('a loop over a feed ends with what is there', async () => {
  const { baseUrl } = await feed()
  const ids: string[] = []
  for await (const event of testClient({ baseUrl }).client.events.list({ after: '1' })) ids.push(event.id)
  expect(ids).toEqual(['evt_2'])
})

test('follow goes on from the cursor until it is stopped', async () => {
  const controller = new AbortController()
  const { baseUrl, seen } = await feed((times) => times === 3 && controller.abort())
  const cursors: string[] = []
  const follow = async () => {
    const events = testClient({ baseUrl }).client.events.follow({}, { signal: controller.signal, interval: 1 })
    for await (const { cursor } of events) cursors.push(cursor)
  }
  await expect(follow()).rejects.toSatisfy(AbortError.is)
  expect(cursors).toEqual(['1', '2'])
  expect(seen.map(({ url }) => url)).toEqual(
    ['', '?after=2', '?after=2', '?after=2'].map((rest) => `/v1/events${rest}`),
  )
})

test('the key of a write is one per call, also for calls made from the same method', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { win } = testClient({ baseUrl }).client.deals
  await Promise.all([win(DEAL), win(DEAL)])
  expect(seen[0]?.headers['idempotency-key']).not.toBe(seen[1]?.headers['idempotency-key'])
})
