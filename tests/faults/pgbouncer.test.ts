/** Behind PgBouncer in transaction mode, where each transaction may meet another server connection. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, openServerDatabase } from '../../packages/api/src/db/database.ts'
import { type Harness, startHarness, type TestTenant } from '../../packages/api/src/testing/harness.ts'
import { readStream } from '../../packages/api/src/testing/read-stream.ts'

const program = installed()

describe.skipIf(program === undefined)('PgBouncer (skipped where it is not installed)', () => {
  let harness: Harness
  let tenant: TestTenant
  let bouncer: ChildProcess
  let database: Database
  let folder: string

  beforeAll(async () => {
    harness = await startHarness({ server: true })
    tenant = await harness.mintTenant()
    folder = mkdtempSync(path.join(tmpdir(), 'agencyops-pgbouncer-'))
    chmodSync(folder, 0o755)
    const port = await freePort()
    const url = new URL(harness.testDatabase.url as string)
    writeFileSync(path.join(folder, 'users'), `"${url.username}" "${url.password}"\n`)
    writeFileSync(
      path.join(folder, 'ini'),
      [
        '[databases]',
        `* = host=${url.hostname} port=${url.port}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'pool_mode = transaction',
        'default_pool_size = 3',
        'auth_type = plain',
        `auth_file = ${path.join(folder, 'users')}`,
        // What a client sets when it connects: PgBouncer does not carry it on.
        'ignore_startup_parameters = statement_timeout,idle_in_transaction_session_timeout,options',
      ].join('\n'),
    )
    const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    bouncer = spawn(program as string, ['-q', path.join(folder, 'ini')], { stdio: 'ignore', ...user })
    await vi.waitUntil(() => listens(port), { timeout: 10_000 })
    url.port = String(port)
    database = openServerDatabase({ url: url.href, poolSize: 10, prepare: false })
  })

  afterAll(async () => {
    await database?.close()
    if (bouncer?.exitCode === null) {
      bouncer.kill()
      await once(bouncer, 'exit')
    }
    await harness?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('serves reads and writes, each bound to its own tenant, with DATABASE_PREPARE=false', async () => {
    const other = await harness.mintTenant()
    const app = harness.anotherApp({ database })
    const send = (key: string, method: string, at: string, body?: unknown) =>
      app.request(at, {
        method,
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        send(index % 2 ? tenant.key : other.key, 'POST', '/v1/companies', { name: `B${index % 2} ${index}` }),
      ),
    )
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201))
    const lists = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const answer = await send(index % 2 ? tenant.key : other.key, 'GET', '/v1/companies?limit=200')
        return (await answer.json()) as { data: { name: string }[] }
      }),
    )
    for (const [index, { data }] of lists.entries()) {
      expect(data).toHaveLength(20)
      expect(data.every(({ name }) => name.startsWith(`B${index % 2} `))).toBe(true)
    }
  })

  it('streams events too: LISTEN does not reach through it, the look at the counters does', async () => {
    const app = harness.anotherApp({ database })
    const stream = readStream(
      await app.request('/v1/events/stream', { headers: { Authorization: `Bearer ${tenant.key}` } }),
    )
    await expect.poll(() => stream.lastId()).toBeDefined()
    await tenant.post('/v1/companies', { name: 'Polled' })
    await expect.poll(() => stream.events.map(({ type }) => type), { timeout: 5000 }).toEqual(['company.created'])
    await stream.cancel()
  })

  it('leaves no binding behind on a server connection', async () => {
    const statement = {
      sql: `select current_setting('app.tenant_id', true) as bound, (select count(*)::int from company) as seen`,
      parameters: [],
    }
    const found = await Promise.all(Array.from({ length: 30 }, () => database.bound({}).all(statement)))
    for (const [row] of found) expect(row).toEqual({ bound: '', seen: 0 })
  })
})

function installed(): string | undefined {
  for (const name of ['pgbouncer', '/usr/sbin/pgbouncer']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' })
      return name
    } catch {
      // Look further.
    }
  }
  return undefined
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
