/** The database of `dev`: the embedded one of the data folder, or a server's, migrated and with a platform of our own. */
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { wrongUsage } from '../command/failure.ts'
import type { Config } from '../config/config.ts'
import { type Database, openEmbeddedDatabase, openServerDatabase } from '../db/database.ts'
import { migrate, pendingMigrations } from '../db/migrate.ts'
import { type OpenFolder, openFolder } from '../server/data-folder.ts'
import type { FolderLock } from '../server/folder-lock.ts'
import { readPrivate, writePrivate } from '../server/private-file.ts'
import { localPlatformKey } from './local-platform.ts'

export interface DevDatabase {
  database: Database
  platformKey: string
  /** Where the data is, for people: `.agencyops, embedded`. */
  place: string
  /** Closes the database and lets the folder go. */
  close(): Promise<void>
}

/** `held` is the embedded database of the folder, or the lock on it. */
export async function openDevDatabase(config: Config, held: OpenFolder | FolderLock): Promise<DevDatabase> {
  if ('pglite' in held) return openEmbedded(config, held)
  if (config.databaseUrl || config.databaseOwnerUrl) return openServer(config, held)
  return openEmbedded(config, await openFolder(config.dataDir, held))
}

async function openEmbedded({ dataDir }: Config, { pglite, close }: OpenFolder): Promise<DevDatabase> {
  try {
    if (!(await isUpToDate(pglite))) await migrate({ pglite })
    const platformKey = await localPlatformKey({ pglite }, join(dataDir, 'platform-key'))
    const database = await openEmbeddedDatabase(pglite)
    return {
      database,
      platformKey,
      place: `${dataDir}, embedded`,
      async close() {
        await database.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Migrating sets roles and rights anew, which takes longer than to see that nothing is to be migrated. */
async function isUpToDate(pglite: PGlite): Promise<boolean> {
  const [known] = (await pglite.query<{ known: boolean }>(`SELECT to_regclass('migration') IS NOT NULL AS known`)).rows
  if (!known?.known) return false
  const { rows } = await pglite.query<{ name: string }>('SELECT name FROM migration')
  return pendingMigrations(new Set(rows.map(({ name }) => name))).length === 0
}

async function openServer(config: Config, lock: FolderLock): Promise<DevDatabase> {
  const { dataDir, databaseOwnerUrl: ownerUrl } = config
  if (!ownerUrl) {
    throw wrongUsage(
      'dev needs DATABASE_OWNER_URL beside DATABASE_URL, to migrate and to make the demo; serve does not.',
    )
  }
  const { appUrl } = await migrate({ ownerUrl })
  const saved = join(dataDir, 'database-url')
  if (appUrl) await writePrivate(saved, `${appUrl}\n`)
  const url = config.databaseUrl ?? appUrl ?? (await readPrivate(saved))
  if (!url) {
    throw wrongUsage(
      'Set DATABASE_URL to the login of agencyops_app: the role was made before, and only its maker was told the password.',
    )
  }
  const platformKey = await localPlatformKey({ ownerUrl }, join(dataDir, 'platform-key'))
  const database = openServerDatabase({ url, poolSize: config.databasePoolSize, prepare: config.databasePrepare })
  const { host, pathname } = new URL(url)
  return {
    database,
    platformKey,
    place: `${host}${pathname}, server`,
    async close() {
      await database.close()
      await lock.release()
    },
  }
}
