/** Makes the migrated database that each test file's own is copied from, on the real server and as a PGlite dump. */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import pg from 'pg'
import { migrate } from '../db/migrate.ts'
import type { PostgresTemplate } from './databases.ts'

const DB_FOLDER = path.join(import.meta.dirname, '..', 'db')
const CACHE_FOLDER = path.join(import.meta.dirname, '../../../../node_modules/.agencyops')

/** The extensions that migrations may create; PGlite needs them handed in when it opens. */
export const pgliteExtensions = { btree_gist, pg_trgm }

/** The logins of a test server. As in production, the owner is no superuser and the app owns nothing. */
export const OWNER_ROLE = 'agencyops_owner'
export const APP_ROLE = 'agencyops_app'

/** Makes the two roles and one migrated template database on the server at `adminUrl`. */
export async function createPostgresTemplate(adminUrl: string): Promise<PostgresTemplate> {
  const run = randomUUID().slice(0, 8)
  const template = `agencyops_template_${run}`
  await asAdmin(adminUrl, async (admin) => {
    await admin.query(rolesSql)
    await admin.query(`CREATE DATABASE ${template} OWNER ${OWNER_ROLE}`)
  })
  await migrate({ ownerUrl: roleUrl(adminUrl, OWNER_ROLE, template) })
  await asAdmin(adminUrl, (admin) => admin.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`))
  return { adminUrl, template, run }
}

/** Drops the template and whatever a test file of this run left behind. */
export async function dropPostgresTemplate({ adminUrl, run }: PostgresTemplate): Promise<void> {
  await asAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ datname: string }>(
      `SELECT datname FROM pg_database WHERE datname LIKE $1 OR datname = $2`,
      [`t\\_${run}\\_%`, `agencyops_template_${run}`],
    )
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  })
}

/** The path of a dump of a migrated PGlite, made again when anything under `db/` has changed. */
export async function createPgliteDump(): Promise<string> {
  const file = path.join(CACHE_FOLDER, `pglite-${hashOfFolder(DB_FOLDER)}.tar`)
  if (existsSync(file)) return file
  const pglite = await PGlite.create({ extensions: pgliteExtensions })
  await migrate({ pglite })
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  mkdirSync(CACHE_FOLDER, { recursive: true })
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, Buffer.from(await dump.arrayBuffer()))
  renameSync(aside, file)
  return file
}

/** Runs `work` on one connection of the superuser, closed afterwards. */
export async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The server's URL for another login and database; test logins have their name as their password. */
export function roleUrl(adminUrl: string, role: string, database: string): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = role
  url.pathname = `/${database}`
  return url.href
}

// A server that is lent may have the roles already, perhaps from another run at this moment.
const rolesSql = `
DO $$
DECLARE role_name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('agencyops test roles'));
  FOREACH role_name IN ARRAY ARRAY['${OWNER_ROLE}', '${APP_ROLE}'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      EXECUTE format('CREATE ROLE %I', role_name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOBYPASSRLS PASSWORD %L', role_name, role_name);
  END LOOP;
  ALTER ROLE ${OWNER_ROLE} CREATEROLE;
  GRANT ${APP_ROLE} TO ${OWNER_ROLE} WITH ADMIN OPTION;
  EXECUTE format('GRANT ${OWNER_ROLE} TO %I', current_user);
END $$`

function hashOfFolder(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue
    hash.update(file).update(readFileSync(path.join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}
