import { afterEach, expect, test } from 'vitest'
import { type Listening, listen } from './listen.ts'

let listening: Listening | undefined
afterEach(() => listening?.close(0))

test('until an app is there, the process lives and everything else is unavailable', async () => {
  listening = await listen({ port: 0, host: '127.0.0.1' })
  expect((await fetch(`${listening.url}/healthz`)).status).toBe(200)
  const early = await fetch(`${listening.url}/v1/deals`)
  expect(early.status).toBe(503)
  expect(early.headers.get('retry-after')).toBe('1')
  expect(early.headers.get('content-type')).toBe('application/problem+json')
  expect(await early.json()).toMatchObject({ code: 'unavailable', request_id: early.headers.get('x-request-id') })

  listening.serve(() => new Response('here'))
  expect(await (await fetch(`${listening.url}/v1/deals`)).text()).toBe('here')
})

test.each([
  ['no-such-host.invalid', /is no address of this machine: set HOST to 127\.0\.0\.1/],
  ['203.0.113.7', /is no address of this machine/],
])('%s cannot be listened on', async (host, sentence) => {
  await expect(listen({ port: 0, host })).rejects.toThrow(sentence)
})
