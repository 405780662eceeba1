/** `agencyops serve` as a process of its own, over the database of a harness. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningCommand, startCommand } from './command.ts'
import { type CallOptions, type Harness, TEST_SECRET, type TestAnswer, type TestTenant } from './harness.ts'

export interface Served {
  command: RunningCommand
  url: string
  call: Harness['call']
  /** The tenant, through this process. */
  as(tenant: TestTenant): TestTenant
}

/** The database must be a server's. Stop it with `stopCommands`. */
export async function serve(harness: Harness, environment: Record<string, string> = {}): Promise<Served> {
  if (harness.testDatabase.kind === 'pglite') throw new Error('Another process cannot open an embedded database')
  const command = startCommand(['serve', '--json'], {
    DATABASE_URL: harness.testDatabase.url,
    AGENCYOPS_SECRET: TEST_SECRET,
    AGENCYOPS_DATA_DIR: await mkdtemp(join(tmpdir(), 'agencyops-served-')),
    AGENCYOPS_PUBLIC_URL: 'http://psa.test',
    AGENCYOPS_RATE_LIMIT: '1000000',
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  })
  const [, url = ''] = await command.says(/^\{"url":"([^"]*)".*\}$/m)
  const call: Harness['call'] = async (method, path, options = {}) => read(await send(url + path, method, options))
  return {
    command,
    url,
    call,
    as({ tenantId, key, keyWith }) {
      const bare = (method: string) => (path: string, more?: CallOptions) => call(method, path, { key, ...more })
      const as = (method: string) => (path: string, body?: unknown, more?: CallOptions) =>
        call(method, path, { key, body, ...more })
      return {
        tenantId,
        key,
        keyWith,
        get: bare('GET'),
        delete: bare('DELETE'),
        post: as('POST'),
        patch: as('PATCH'),
        put: as('PUT'),
      }
    },
  }
}

function send(url: string, method: string, { key, headers = {}, body }: CallOptions): Promise<Response> {
  return fetch(url, {
    method,
    headers: {
      ...(key && { Authorization: `Bearer ${key}` }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
}

async function read(response: Response): Promise<TestAnswer> {
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
}
