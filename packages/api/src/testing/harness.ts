/** An app over a database of its own, and tenants to play in: what most tests begin with. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope, tenantCreate } from '@agencyops/schema'
import { keyScopes } from '@agencyops/schema'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { type AppOptions, collectReactions, createApp } from '../app.ts'
import { type Database, openEmbeddedDatabase, openServerDatabase } from '../db/database.ts'
import { createPlatform } from '../db/platforms.ts'
import { systemWork } from '../db/system-work.ts'
import { createApiKey, provisionTenant } from '../modules/governance/index.ts'
import { system } from '../outbox/actor.ts'
import type { MachineClock } from '../primitives/machine-clock.ts'
import { diskStorage } from '../storage/disk.ts'
import { createPostgresDatabase, createTestDatabase, type PostgresTemplate, type TestDatabase } from './databases.ts'

export interface TestAnswer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests assert what they read.
  body: any
}

export interface CallOptions {
  key?: string | null | undefined
  headers?: Record<string, string> | undefined
  /** Sent as JSON; a string goes out as it is. */
  body?: unknown
}

export interface TestTenant {
  tenantId: number
  /** A key with every scope that a key may have. */
  key: string
  /** Mints a key with these scopes alone. */
  keyWith(...scopes: Scope[]): Promise<string>
  get(path: string, options?: CallOptions): Promise<TestAnswer>
  post(path: string, body?: unknown, options?: CallOptions): Promise<TestAnswer>
  patch(path: string, body: unknown, options?: CallOptions): Promise<TestAnswer>
  put(path: string, body: unknown, options?: CallOptions): Promise<TestAnswer>
  delete(path: string, options?: CallOptions): Promise<TestAnswer>
}

export interface Harness {
  app: Hono
  database: Database
  testDatabase: TestDatabase
  platform: { platformId: number; keySecret: string }
  /** The machine's clock, which a test may move. */
  clock: MachineClock & { set(instant: string): void; tick(ms: number): void; real(): void }
  call(method: string, path: string, options?: CallOptions): Promise<TestAnswer>
  /** A second process over the same database, as far as caches go. */
  anotherApp(options?: Partial<AppOptions>): Hono
  mintTenant(input?: Partial<z.input<typeof tenantCreate>>): Promise<TestTenant>
  /** Runs SQL as the superuser, past row-level security. */
  admin<R = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

function travellingClock(): Harness['clock'] {
  let offset = 0
  return {
    now: () => Date.now() + offset,
    set(instant) {
      offset = Date.parse(instant) - Date.now()
    },
    tick(ms) {
      offset += ms
    },
    real() {
      offset = 0
    },
  }
}

export const TEST_SECRET = 'a secret of the tests that is long enough'

/** `server` asks for a real server whatever the project: for races. A template asks for that server, which may then be crashed. */
export async function startHarness(
  options: Partial<AppOptions> & { server?: true | PostgresTemplate } = {},
): Promise<Harness> {
  const { server, ...appOptions } = options
  const testDatabase = await (server
    ? createPostgresDatabase(server === true ? undefined : server)
    : createTestDatabase())
  const target = testDatabase.kind === 'pglite' ? { pglite: testDatabase.pglite } : { ownerUrl: testDatabase.adminUrl }
  const clock = travellingClock()
  const platform = await createPlatform(target, 'Tests', clock.now())
  const database =
    testDatabase.kind === 'pglite'
      ? await openEmbeddedDatabase(testDatabase.pglite, { resettable: true })
      : openServerDatabase({ url: testDatabase.url, poolSize: 20 })
  const folder = await mkdtemp(join(tmpdir(), 'agencyops-test-'))
  const make = (more: Partial<AppOptions> = {}) =>
    createApp({
      database,
      storage: diskStorage(folder),
      secrets: [TEST_SECRET],
      publicUrl: 'http://psa.test',
      clock,
      limits: { rateCapacity: 1_000_000 },
      ...appOptions,
      ...more,
    })
  const app = make()

  async function call(
    method: string,
    path: string,
    { key, headers = {}, body }: CallOptions = {},
  ): Promise<TestAnswer> {
    const response = await app.request(path, {
      method,
      headers: {
        ...(key && { Authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    // A stream has no end to wait for.
    if (response.headers.get('content-type') === 'text/event-stream') await response.body?.cancel()
    const text = response.bodyUsed ? '' : await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
  }

  async function mintTenant(input: Partial<z.input<typeof tenantCreate>> = {}): Promise<TestTenant> {
    const { tenantId, mint } = await provision(database, clock, platform.platformId, input)
    const key = await mint(keyScopes)
    const as = (method: string) => (path: string, body?: unknown, more?: CallOptions) =>
      call(method, path, { key, body, ...more })
    const bare = (method: string) => (path: string, more?: CallOptions) => call(method, path, { key, ...more })
    return {
      tenantId,
      key,
      keyWith: (...scopes) => mint(scopes),
      get: bare('GET'),
      delete: bare('DELETE'),
      post: as('POST'),
      patch: as('PATCH'),
      put: as('PUT'),
    }
  }

  return {
    app,
    database,
    testDatabase,
    platform,
    clock,
    call,
    anotherApp: make,
    mintTenant,
    admin: (sql, parameters) => runAsAdmin(testDatabase, sql, parameters),
    async close() {
      await database.close()
      await testDatabase.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a tenant and answers how to mint keys in it. */
export async function provision(
  database: Database,
  clock: MachineClock,
  platformId: number,
  input: Partial<z.input<typeof tenantCreate>>,
) {
  const reactions = collectReactions()
  const requestId = 'test'
  const transact = <T>(
    run: (tools: Awaited<ReturnType<typeof provisionTenant>>) => Promise<T>,
    tenant: z.infer<typeof tenantCreate>,
  ) =>
    database.transaction({ platformId }, async (transaction) => {
      const tools = await provisionTenant(transaction, { clock }, reactions, {
        input: tenant,
        platformId,
        actor: system,
        requestId,
      })
      const result = await run(tools)
      await tools.work.finish()
      return result
    })
  const tenantId = await transact(async ({ row }) => row.id, {
    name: 'Quillhaven Studio',
    kind: 'sandbox',
    time_zone: 'Europe/Amsterdam',
    owner: { name: 'Mara Quill', email: 'mara@quillhaven.example' },
    legal_entity: { name: 'Quillhaven Studio B.V.', base_currency: 'EUR' },
    ...input,
  })
  const mint = async (scopes: readonly Scope[]) => {
    return database.transaction({ tenantId }, async (transaction) => {
      const work = systemWork(transaction, {
        tenantId,
        live: input.kind === 'live',
        clock,
        reactions,
        operation: 'test',
      })
      const { secret } = await createApiKey(work, { name: 'test key', scopes, mintedBy: null })
      await work.finish()
      return secret
    })
  }
  return { tenantId, mint }
}

async function runAsAdmin<R>(testDatabase: TestDatabase, sql: string, parameters: unknown[] = []): Promise<R[]> {
  if (testDatabase.kind === 'pglite') {
    const { pglite } = testDatabase
    // No request may be under way: it would run with the superuser's rights.
    await pglite.exec('RESET ROLE')
    try {
      return (await pglite.query<R>(sql, parameters)).rows
    } finally {
      await pglite.exec('SET ROLE agencyops_app')
    }
  }
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: testDatabase.adminUrl })
  await client.connect()
  try {
    return (await client.query(sql, parameters)).rows as R[]
  } finally {
    await client.end()
  }
}
