import { invoices } from '@agencyops/sdk/invoices'
import { portal } from '@agencyops/sdk/portal'
import { expect, test, vi } from 'vitest'
import { fakeApi, problem, sessionFor } from '../../tests/mount.ts'
import { type Connection, connectionOf } from './connection.ts'
import { SessionError } from './fetch-session.ts'
import type { EmbedSession } from './settings.ts'

const ID = 'invoice_01m86d72r0fkxt9zq4c7w2h5nb'
const CONTACT = 'contact_01m86d72r0fkxt9zq4c7w2h5nb'

const connected = (apiUrl: string, fetchSession: () => Promise<EmbedSession>) =>
  connectionOf({ apiUrl, fetchSession }) as Connection

const numbered = () => {
  let minted = 0
  return vi.fn(async () => ({ ...(await sessionFor(CONTACT)()), token: `token-${++minted}` }))
}

const tokens = (api: ReturnType<typeof fakeApi>) => api.asked.map(({ headers }) => headers.get('authorization'))

test('who asks first and what is asked then are one session', async () => {
  const api = fakeApi({ 'GET /v1/portal/invoices/{id}': () => ({}) })
  const fetchSession = numbered()
  const connection = connected(api.url, fetchSession)
  expect(await Promise.all([connection.audience(), connection.audience()])).toEqual(['contact', 'contact'])
  await Promise.all([
    connection.areas({ portal }).portal.invoices.get(ID),
    connection.areas({ portal }).portal.invoices.get(ID),
  ])
  expect(fetchSession).toHaveBeenCalledTimes(1)
})

test('components-03: connections of two sessions share neither token nor refresh, and store nothing', async () => {
  const expired = new Set(['Bearer token-of-a'])
  const api = fakeApi({
    'GET /v1/invoices/{id}': ({ headers }) =>
      expired.has(headers.get('authorization') ?? '') ? problem(401, 'session_expired', 'It has ended.') : { id: ID },
  })
  let ofA = 'token-of-a'
  const a = vi.fn(async () => ({ ...(await sessionFor('member_a')()), token: ofA }))
  const b = vi.fn(async () => ({ ...(await sessionFor('member_b')()), token: 'token-of-b' }))
  const one = connected(api.url, a)
  const other = connected(api.url, b)
  expect(one).not.toBe(other)
  await other.areas({ invoices }).invoices.get(ID)
  const asking = one.areas({ invoices }).invoices.get(ID)
  ofA = 'token-of-a-2'
  await asking
  expect(tokens(api)).toEqual(expect.arrayContaining(['Bearer token-of-b', 'Bearer token-of-a-2']))
  expect(b).toHaveBeenCalledTimes(1)
  expect({ local: localStorage.length, session: sessionStorage.length, cookies: document.cookie }).toEqual({
    local: 0,
    session: 0,
    cookies: '',
  })
  expect(api.asked.some(({ query }) => String(query).includes('token'))).toBe(false)
})

test('after a day of sleep the session is old at use, whatever the wall clock says', async () => {
  const api = fakeApi({ 'GET /v1/invoices/{id}': () => ({}) })
  const fetchSession = numbered()
  const connection = connected(api.url, fetchSession)
  let now = performance.now()
  const monotonic = vi.spyOn(performance, 'now').mockImplementation(() => now)
  // A clock that is a year ahead changes nothing: a session's age is measured, not compared with dates.
  vi.spyOn(Date, 'now').mockReturnValue(Date.UTC(2030, 0, 1))
  await connection.areas({ invoices }).invoices.get(ID)
  await connection.areas({ invoices }).invoices.get(ID)
  expect(fetchSession).toHaveBeenCalledTimes(1)
  now += 24 * 3_600_000
  await connection.areas({ invoices }).invoices.get(ID)
  expect(fetchSession).toHaveBeenCalledTimes(2)
  expect(tokens(api)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-2'])
  monotonic.mockRestore()
})

test('a host that refuses a session is told as such, and asked anew the next time', async () => {
  const api = fakeApi({ 'GET /v1/invoices/{id}': () => ({ id: ID }) })
  let signedIn = false
  const connection = connected(api.url, async () => {
    if (!signedIn) throw new SessionError('/session answered 401', 'refused')
    return sessionFor(CONTACT)()
  })
  await expect(connection.audience()).rejects.toThrow('/session answered 401')
  await expect(connection.areas({ invoices }).invoices.get(ID)).rejects.toThrow('/session answered 401')
  signedIn = true
  expect(await connection.areas({ invoices }).invoices.get(ID)).toMatchObject({ id: ID })
})

test('a session that a host passed on in part says what is missing', async () => {
  const connection = connected('http://api.test', async () => ({ token: 'x', expires_in: 900 }) as EmbedSession)
  await expect(connection.audience()).rejects.toThrow(/subject_id/)
})

test('the same settings are the same connection, others are another', () => {
  const of = (apiUrl: string, sessionUrl: string) => connectionOf({ apiUrl, sessionUrl })
  expect(of('http://api.test', '/session')).toBe(of('http://api.test/', '/session'))
  expect(of('http://api.test', '/session')).not.toBe(of('http://api.test', '/other'))
  expect(of('http://api.test', '/session')).not.toBe(of('http://api2.test', '/session'))
  expect(connectionOf({ apiUrl: 'http://api.test' })).toBeUndefined()
})

test('features that the session does not list are not offered; the rest is the server’s to refuse', async () => {
  const listed = { components: { pipeline_board: { features: ['move'] } } }
  const connection = connected('http://api.test', sessionFor('member_a', listed))
  expect(connection.allows('pipeline_board', 'win')).toBe(true)
  await connection.audience()
  expect(connection.allows('pipeline_board', 'move')).toBe(true)
  expect(connection.allows('pipeline_board', 'win')).toBe(false)
  expect(connection.allows('invoice', 'download')).toBe(false)
})
