/** The database of `serve`, of `keys` and of `seed`: a server's, or the embedded one of a folder, up to date. */
import type { Config } from '../config/config.ts'
import { type Database, openEmbeddedDatabase, openServerDatabase } from '../db/database.ts'
import { pendingMigrations } from '../db/migrate.ts'
import type { Watch } from '../db/watch.ts'
import { hasDatabase, openFolder } from './data-folder.ts'

/** The database is not there, or not up to date. Its message is one sentence that says the mend. */
export class NotMigrated extends Error {
  override readonly name = 'NotMigrated'
}

export interface OpenDatabase {
  database: Database
  close(): Promise<void>
}

/** Throws `NotMigrated`, and `FolderInUse`. */
export async function openServed(config: Config, watch?: Watch): Promise<OpenDatabase> {
  const opened = await open(config, watch)
  try {
    await checkMigrations(opened.database)
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function open(config: Config, watch: Watch | undefined): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    const database = openServerDatabase({
      url: config.databaseUrl,
      poolSize: config.databasePoolSize,
      prepare: config.databasePrepare,
      watch,
    })
    return { database, close: () => database.close() }
  }
  if (!hasDatabase(config.dataDir)) {
    throw new NotMigrated(
      `There is no database in ${config.dataDir}: set DATABASE_URL, or run agencyops migrate to make one there.`,
    )
  }
  const { pglite, close } = await openFolder(config.dataDir)
  const database = await openEmbeddedDatabase(pglite, { watch })
  return {
    database,
    async close() {
      await database.close()
      await close()
    },
  }
}

async function checkMigrations(database: Database): Promise<void> {
  const applied = await database
    .bound({})
    .all<{ name: string }>({ sql: 'select name from migration', parameters: [] })
    .catch((error: { code?: string }) => {
      // No such table: nothing was ever migrated.
      if (error.code === '42P01') return []
      throw error
    })
  const pending = pendingMigrations(new Set(applied.map(({ name }) => name)))
  if (pending.length > 0) {
    throw new NotMigrated(`The database lacks ${pending.length} of its migrations: run agencyops migrate.`)
  }
}
