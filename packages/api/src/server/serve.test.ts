import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommand, startCommand, stopCommands } from '../testing/command.ts'
import { createPostgresDatabase, type PostgresTestDatabase } from '../testing/databases.ts'
import { readStream } from '../testing/read-stream.ts'

const TIMEOUT = 120_000
let database: PostgresTestDatabase
let dataDir: string
beforeAll(async () => {
  database = await createPostgresDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'agencyops-serve-'))
})
afterAll(async () => {
  await stopCommands()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

const app = () => ({
  DATABASE_URL: database.url,
  AGENCYOPS_SECRET: 'a text that is long enough to be a secret',
  AGENCYOPS_DATA_DIR: dataDir,
  PORT: '0',
  AGENCYOPS_DRAIN_SECONDS: '0',
})
const owner = () => ({ ...app(), DATABASE_OWNER_URL: database.ownerUrl })

/** Serves, and answers where. */
async function serve() {
  const server = startCommand(['serve', '--json'], { ...app(), LOG_LEVEL: 'silent' })
  const [, url] = await server.says(/^\{"url":"(.*)"\}\n/)
  return { server, url: url as string }
}

async function call(url: string, key: string, body?: object) {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { Authorization: `Bearer ${key}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads.
  return { status: response.status, body: (await response.json()) as any }
}

const json = async (args: string[], environment: Record<string, string>) => {
  const { code, stdout, stderr } = await runCommand([...args, '--json'], environment)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout)
}

test('from a platform to a key that works, rotates and ends, by the command alone', { timeout: TIMEOUT }, async () => {
  expect(await json(['migrate'], owner())).toEqual({ applied: [] })
  const platform = await json(['keys', 'create', '--platform', 'Tests'], owner())
  const { server, url } = await serve()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const tenant = await call(`${url}/v1/platform/tenants`, platform.secret, {
    name: 'Quillhaven Studio',
    kind: 'live',
    time_zone: 'Europe/Amsterdam',
    owner: { name: 'Mara Quill' },
    legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
  })
  expect(tenant.status).toBe(201)

  const ofTenant = ['--tenant', tenant.body.id]
  const key = await json(['keys', 'create', ...ofTenant, '--name', 'reader', '--scopes', 'companies:read'], app())
  expect(key).toMatchObject({ name: 'reader', scopes: ['companies:read'], secret: expect.stringMatching(/^ao_live_/) })
  expect((await call(`${url}/v1/companies`, key.secret)).status).toBe(200)
  expect((await call(`${url}/v1/companies`, key.secret, { name: 'Oakmere Ferries' })).status).toBe(403)

  const rotated = await json(['keys', 'rotate', key.id, ...ofTenant, '--overlap', '0'], app())
  expect((await call(`${url}/v1/companies`, rotated.secret)).status).toBe(200)
  const listed = await json(['keys', 'list', ...ofTenant], app())
  expect(listed.data.map(({ id }: { id: string }) => id)).toEqual([key.id])
  expect(JSON.stringify(listed)).not.toContain(rotated.secret)
  expect(await json(['keys', 'revoke', key.id, ...ofTenant], app())).toMatchObject({ id: key.id, descendants: 0 })

  server.process.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
})

test('a signal, also twice at once, lets a request under way end, and takes no new one', {
  timeout: TIMEOUT,
}, async () => {
  const platform = await json(['keys', 'create', '--platform', 'Slow'], owner())
  const { server, url } = await serve()
  const body = JSON.stringify({
    name: 'Slow Studio',
    kind: 'sandbox',
    time_zone: 'Europe/Amsterdam',
    owner: { name: 'Mara Quill' },
    legal_entity: { name: 'Slow Studio B.V.', base_currency: 'EUR' },
  })
  const slow = request(`${url}/v1/platform/tenants`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${platform.secret}`,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    },
  })
  const answered = once(slow, 'response')
  slow.write(body.slice(0, 10))
  // The server has it in hand once it has answered another request that came later.
  await fetch(`${url}/readyz`)
  // As from a terminal under a package runner, which passes it on: twice at once.
  server.process.kill('SIGINT')
  server.process.kill('SIGTERM')
  await expect
    .poll(
      () =>
        fetch(`${url}/healthz`).then(
          () => 'open',
          () => 'closed',
        ),
      { timeout: 10_000 },
    )
    .toBe('closed')
  slow.end(body.slice(10))
  const [response] = await answered
  expect(response.statusCode).toBe(201)
  response.resume()
  expect((await server.ended).code).toBe(0)
})

test('a signal ends streams, so that the process ends soon, and its reader knows where to go on', {
  timeout: TIMEOUT,
}, async () => {
  const platform = await json(['keys', 'create', '--platform', 'Streams'], owner())
  const { server, url } = await serve()
  const tenant = await call(`${url}/v1/platform/tenants`, platform.secret, {
    name: 'Streaming Studio',
    kind: 'live',
    time_zone: 'Europe/Amsterdam',
    owner: { name: 'Mara Quill' },
    legal_entity: { name: 'Streaming Studio B.V.', base_currency: 'EUR' },
  })
  const key = await json(
    ['keys', 'create', '--tenant', tenant.body.id, '--name', 'all', '--scopes', 'events:read,keys:read'],
    app(),
  )
  const headers = { Authorization: `Bearer ${key.secret}` }
  const streams = await Promise.all(
    Array.from({ length: 5 }, async () => readStream(await fetch(`${url}/v1/events/stream`, { headers }))),
  )
  await expect.poll(() => streams.every((stream) => stream.lastId() !== undefined)).toBe(true)
  server.process.kill('SIGTERM')
  const started = performance.now()
  expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(streams.map(() => undefined))
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
  expect(performance.now() - started).toBeLessThan(4000)
})

test('dev makes its demo on a server too', { timeout: TIMEOUT }, async () => {
  const server = startCommand(['dev', '--json'], owner())
  const [line] = await server.says(/^\{.*\}\n/)
  const { url, name, api_key } = JSON.parse(line)
  expect(name).toBe('Quillhaven Studio')
  expect((await call(`${url}/v1/engagements`, api_key)).body.data).toHaveLength(3)
  server.process.kill('SIGINT')
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' })
})
