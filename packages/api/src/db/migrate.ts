/** Brings a database up to date, as its owner, under a lock that any number of starting processes may want. */
import { randomBytes } from 'node:crypto'
import type { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { migrations } from './migrations/index.ts'

export type MigrationTarget = { ownerUrl: string } | { pglite: PGlite }

export interface MigrationResult {
  /** Names of the migrations that this call applied, oldest first. */
  applied: string[]
  /** The application's connection URL, where this call made its role; its password is shown this once. */
  appUrl?: string
}

const LOCK = 7_263_881_204
const APP_ROLE = 'agencyops_app'
const OWNER_ROLE = 'agencyops_owner'
/** What a connection of the app begins with, where a pooler between drops what the app asks for (as in pool.ts). */
const APP_SETTINGS = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  statement_timeout: '10s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '15s',
}

interface Session {
  run(sql: string): Promise<Record<string, unknown>[]>
  /** Many statements in one text. */
  runScript(sql: string): Promise<unknown>
}

/** Throws what PostgreSQL throws; a failed migration leaves nothing of itself. */
export async function migrate(target: MigrationTarget): Promise<MigrationResult> {
  if ('pglite' in target) {
    const { pglite } = target
    return migrateSession({
      run: async (sql) => (await pglite.query<Record<string, unknown>>(sql)).rows,
      runScript: (sql) => pglite.exec(sql),
    })
  }
  const client = new pg.Client({ connectionString: target.ownerUrl })
  await client.connect()
  try {
    const run = async (sql: string) => (await client.query(sql)).rows
    return await migrateSession({ run, runScript: run }, target.ownerUrl)
  } finally {
    await client.end()
  }
}

async function migrateSession({ run, runScript }: Session, ownerUrl?: string): Promise<MigrationResult> {
  await run(`SELECT pg_advisory_lock(${LOCK})`)
  try {
    const appUrl = await ensureRoles({ run }, ownerUrl)
    await run(
      `CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    )
    await run(`GRANT SELECT ON migration TO ${APP_ROLE}`)
    const done = new Set((await run('SELECT name FROM migration')).map((row) => row.name))
    const applied: string[] = []
    for (const migration of migrations) {
      if (done.has(migration.name)) continue
      await run('BEGIN')
      try {
        if (migration.script) await runScript(await migration.script())
        for (const statement of migration.statements) await run(statement)
        await run(`INSERT INTO migration (name) VALUES ('${migration.name}')`)
        await run('COMMIT')
      } catch (error) {
        await run('ROLLBACK')
        throw error
      }
      applied.push(migration.name)
    }
    return appUrl ? { applied, appUrl } : { applied }
  } finally {
    await run('RESET ROLE')
    await run(`SELECT pg_advisory_unlock(${LOCK})`)
  }
}

/**
 * The app's role owns nothing and logs in. A superuser migrates under a role without superuser rights, because a
 * superuser's tables would not be held by row-level security even by FORCE.
 */
async function ensureRoles({ run }: Pick<Session, 'run'>, ownerUrl?: string): Promise<string | undefined> {
  const [me] = await run(
    'SELECT rolsuper, quote_ident(current_database()) AS database FROM pg_roles WHERE rolname = current_user',
  )
  const roles = new Set(
    (await run(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'agencyops%'`)).map((row) => row.rolname),
  )
  let appUrl: string | undefined
  if (!roles.has(APP_ROLE)) {
    const password = randomBytes(24).toString('base64url')
    await run(`CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`)
    appUrl = ownerUrl && withCredentials(ownerUrl, password)
  }
  // Whoever did not make the role may not set it; in the database alone, so that migrations of others do not meet.
  if (!roles.has(APP_ROLE) || me?.rolsuper === true || (await administersAppRole({ run }))) {
    for (const [name, value] of Object.entries(APP_SETTINGS))
      await run(`ALTER ROLE ${APP_ROLE} IN DATABASE ${me?.database} SET ${name} TO '${value}'`)
  }
  await run(`GRANT USAGE ON SCHEMA public TO ${APP_ROLE}`)
  if (me?.rolsuper === true) {
    if (!roles.has(OWNER_ROLE)) await run(`CREATE ROLE ${OWNER_ROLE} NOLOGIN NOSUPERUSER`)
    await run(`GRANT ALL ON SCHEMA public TO ${OWNER_ROLE}`)
    // The job library's tables are in a schema of their own.
    await run(`GRANT CREATE ON DATABASE ${me.database} TO ${OWNER_ROLE}`)
    await run(`SET ROLE ${OWNER_ROLE}`)
  }
  return appUrl
}

async function administersAppRole({ run }: Pick<Session, 'run'>): Promise<boolean> {
  const rows = await run(
    `SELECT 1 FROM pg_roles me JOIN pg_auth_members m ON m.member = me.oid AND m.admin_option
     JOIN pg_roles app ON app.oid = m.roleid AND app.rolname = '${APP_ROLE}'
     WHERE me.rolname = current_user AND me.rolcreaterole`,
  )
  return rows.length > 0
}

function withCredentials(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = APP_ROLE
  url.password = password
  return url.toString()
}

/** Names of migrations that the database lacks, read with the app's rights. */
export function pendingMigrations(applied: ReadonlySet<string>): string[] {
  return migrations.map((migration) => migration.name).filter((name) => !applied.has(name))
}
