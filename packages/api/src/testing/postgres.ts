/** A throwaway PostgreSQL server: started in a temporary folder, gone with the process that started it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chownSync, mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findPostgresBinaries, readableByOthers } from './postgres-binaries.ts'

export type RunningPostgres = {
  /** The superuser's URL of the database `postgres`. */
  url: string
  /** One line for people: which server this is. */
  description: string
  /** Ends the server and removes its folder; a server that was only lent is left as it is. */
  stop(): Promise<void>
}

export type PostgresOptions = {
  /** Keep fsync, synchronous_commit and full_page_writes on, as a server for real data has them. Off by default. */
  durable?: boolean
}

const UNPRIVILEGED = 65534

/** The server named by `TEST_DATABASE_URL` (as it is), else a fresh one on a free loopback port. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  const lent = process.env.TEST_DATABASE_URL
  if (lent) return { url: lent, description: 'PostgreSQL of TEST_DATABASE_URL', stop: async () => {} }

  const startedAt = performance.now()
  const identity = process.getuid?.() === 0 ? { uid: UNPRIVILEGED, gid: UNPRIVILEGED } : {}
  const folder = mkdtempSync(path.join(os.tmpdir(), 'agencyops-postgres-'))
  const { bin, source } =
    identity.uid === undefined ? findPostgresBinaries() : readableByOthers(findPostgresBinaries(), folder)
  if (identity.uid !== undefined) chownSync(folder, identity.uid, identity.gid)

  const data = path.join(folder, 'data')
  const guard = guardServer(bin, data, folder, identity)
  const run = (program: string, args: string[], detached = false) =>
    runProgram(path.join(bin, program), args, { ...identity, cwd: folder, detached })
  try {
    await run('initdb', ['-D', data, '--no-sync', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8'])
    const port = await freePort()
    appendFileSync(path.join(data, 'postgresql.conf'), configuration(port, options.durable === true))
    await run('pg_ctl', ['-D', data, '-l', path.join(folder, 'log'), '-w', '-t', '30', 'start'], true)
    const version = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      description: `PostgreSQL ${version} (${source}), ready in ${seconds} s`,
      stop: () => release(guard),
    }
  } catch (error) {
    await release(guard)
    throw error
  }
}

function configuration(port: number, durable: boolean): string {
  const settings = [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = ''`,
    'max_connections = 300',
    'shared_buffers = 256MB',
    'jit = off',
    `timezone = 'UTC'`,
    ...(durable ? [] : ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'max_wal_size = 4GB']),
  ]
  return `\n${settings.join('\n')}\n`
}

type Identity = { uid?: number; gid?: number }

/**
 * A process of its own group that waits for its standard input to close, then ends the server and removes the folder.
 * The input closes when `release` says so and when this process ends in any way, kill -9 included.
 */
function guardServer(bin: string, data: string, folder: string, identity: Identity): ChildProcess {
  const script = 'cat >/dev/null; "$1/pg_ctl" -D "$2" -m immediate stop; cd /; rm -rf "$3"'
  const guard = spawn('/bin/sh', ['-c', script, 'guard', bin, data, folder], {
    ...identity,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  const input = guard.stdin as unknown as { unref?: () => void } | null
  input?.unref?.()
  return guard
}

async function release(guard: ChildProcess): Promise<void> {
  if (guard.exitCode !== null) return
  guard.ref()
  const ended = once(guard, 'exit')
  guard.stdin?.end()
  await ended
}

async function runProgram(
  program: string,
  args: string[],
  options: Identity & { cwd: string; detached: boolean },
): Promise<void> {
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  // A pipe would stay open for as long as the server that pg_ctl leaves behind, so its output goes nowhere.
  const child = spawn(program, args, {
    ...options,
    env,
    stdio: ['ignore', 'ignore', options.detached ? 'ignore' : 'pipe'],
  })
  let output = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  const log = options.detached ? readLog(path.join(options.cwd, 'log')) : output
  throw new Error(`${path.basename(program)} ended with ${code}: ${log.trim()}`)
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return 'it wrote no log'
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
