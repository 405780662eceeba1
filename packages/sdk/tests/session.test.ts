import { expect, test, vi } from 'vitest'
import { APPROVAL, DEAL, FILE, testClient } from './support/client.ts'
import { json, problem, serve } from './support/server.ts'

/** Sessions `token-1`, `token-2`… and a clock that moves by hand. */
function host(expires_in = 900) {
  const clock = { ms: 0 }
  const fetchSession = vi.fn(async () => ({
    token: `token-${fetchSession.mock.calls.length}`,
    expires_in,
    expires_at: 'x',
  }))
  return { clock, fetchSession, monotonic: () => clock.ms }
}
const token = (headers: { authorization?: string }) => headers.authorization?.replace('Bearer ', '')

test('all calls share one session, refreshed at its first use after 80 % of its life', async () => {
  const { baseUrl, seen } = await serve((_, response) => json(response, {}))
  const { clock, ...options } = host()
  const { client } = testClient({ baseUrl, ...options })
  await Promise.all([client.deals.get(DEAL), client.portal.approvals.get(APPROVAL), client.trace.get(DEAL)])
  expect(options.fetchSession).toHaveBeenCalledTimes(1)
  clock.ms = 719_999
  await client.deals.get(DEAL)
  expect(options.fetchSession).toHaveBeenCalledTimes(1)
  clock.ms = 720_000
  await Promise.all([client.deals.get(DEAL), client.deals.get(DEAL)])
  expect(options.fetchSession).toHaveBeenCalledTimes(2)
  expect(token(seen.at(-1)?.headers ?? {})).toBe('token-2')
})

test('a session that ended early is refreshed once and the call sent once more, for all calls that met it', async () => {
  const { baseUrl, seen } = await serve(({ headers }, response) =>
    token(headers) === 'token-1' ? problem(response, 401, 'session_expired') : json(response, { deal: {} }),
  )
  const { clock, ...options } = host()
  const { client, waits } = testClient({ baseUrl, maxRetries: 0, ...options })
  await Promise.all([client.deals.win(DEAL), client.deals.win(DEAL)])
  expect(options.fetchSession).toHaveBeenCalledTimes(2)
  expect([seen.length, waits]).toEqual([4, []])
  const keys = seen.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(2)
})

test('a second refusal is final, and another 401 is never retried', async () => {
  const { baseUrl, seen } = await serve(({ url }, response) =>
    problem(response, 401, url.includes('deals') ? 'session_expired' : 'unauthenticated'),
  )
  const { clock, ...options } = host()
  const { client } = testClient({ baseUrl, ...options })
  await expect(client.deals.get(DEAL)).rejects.toMatchObject({ code: 'session_expired' })
  expect(seen).toHaveLength(2)
  await expect(client.trace.get(DEAL)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(seen).toHaveLength(3)
  await expect(client.files.replace(FILE, new Blob(['x']).stream())).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('a failing host is asked again by the next call, and a token that still lives bridges it', async () => {
  const { baseUrl } = await serve((_, response) => json(response, {}))
  const { clock, ...options } = host()
  options.fetchSession.mockRejectedValueOnce(new Error('signed out'))
  const { client } = testClient({ baseUrl, ...options })
  await expect(client.deals.get(DEAL)).rejects.toThrow('signed out')
  await client.deals.get(DEAL)
  options.fetchSession.mockRejectedValue(new Error('down'))
  clock.ms = 800_000
  await client.deals.get(DEAL)
  clock.ms = 900_000
  await expect(client.deals.get(DEAL)).rejects.toThrow('down')
})
