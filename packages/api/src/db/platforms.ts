/** Platforms are made by the database's owner: nothing below may make one. */
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { uuidv7 } from '../primitives/id.ts'
import { hashKey, keyHint, newKeySecret } from '../primitives/key-secret.ts'
import type { MigrationTarget } from './migrate.ts'

export interface NewPlatform {
  platformId: number
  /** The whole key, this once. */
  keySecret: string
}

type Run = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Makes a platform with one platform key that does not expire. `nowMs` is the machine's time. */
export function createPlatform(target: MigrationTarget, name: string, nowMs: number): Promise<NewPlatform> {
  return asOwner(target, (run) => make(run, name, nowMs))
}

/** Whether the database has the key, of whatever state. */
export function knowsPlatformKey(target: MigrationTarget, keySecret: string): Promise<boolean> {
  const sql = 'SELECT platform_id FROM find_credential($1) WHERE platform_id IS NOT NULL'
  return asOwner(target, async (run) => (await run(sql, [hashKey(keySecret)])).length > 0)
}

async function asOwner<T>(target: MigrationTarget, work: (run: Run) => Promise<T>): Promise<T> {
  if ('pglite' in target) return work(runOn(target.pglite))
  const client = new pg.Client({ connectionString: target.ownerUrl })
  await client.connect()
  try {
    return await work(async (sql, values) => (await client.query(sql, values)).rows)
  } finally {
    await client.end()
  }
}

const runOn =
  (pglite: PGlite): Run =>
  async (sql, values) =>
    (await pglite.query<Record<string, unknown>>(sql, values)).rows

async function make(run: Run, name: string, nowMs: number): Promise<NewPlatform> {
  const keySecret = newKeySecret('platform')
  const hash = hashKey(keySecret)
  const now = new Date(nowMs).toISOString()
  const keyId = uuidv7(nowMs)
  await run('BEGIN')
  try {
    const [next] = await run(`SELECT nextval(pg_get_serial_sequence('platform', 'id'))::int AS id`)
    const platformId = next?.id as number
    await run(`SELECT set_config('app.platform_id', $1, true)`, [String(platformId)])
    await run(
      'INSERT INTO platform (id, public_id, name, created_at) OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4)',
      [platformId, uuidv7(nowMs), name, now],
    )
    await run(
      'INSERT INTO platform_key (platform_id, id, name, hash, hint, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [platformId, keyId, 'first key', hash, keyHint(keySecret), now],
    )
    await run('INSERT INTO credential (hash, platform_id, key_id) VALUES ($1, $2, $3)', [hash, platformId, keyId])
    await run('COMMIT')
    return { platformId, keySecret }
  } catch (error) {
    await run('ROLLBACK')
    throw error
  }
}
