/** The embedded database of a data folder, for one process at a time. */
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { compileDatabase } from './compile-database.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'

/**
 * Shared memory is zeroed at every start, by the megabyte. One process with one connection needs little of it: what the
 * database's own cache does not hold is in the system's.
 */
const SMALL = ['shared_buffers=16MB', 'max_connections=8', 'max_wal_senders=0', 'autovacuum_worker_slots=1']

export interface OpenFolder {
  /** With the rights of the database's superuser, until the app takes it over. */
  pglite: PGlite
  /** Closes the database, then lets the folder go. */
  close(): Promise<void>
}

/** Whether a database was made in the folder. */
export function hasDatabase(folder: string): boolean {
  return existsSync(join(folder, 'database', 'PG_VERSION'))
}

/** Takes the folder, or uses a lock that is held already, and opens its database. Throws `FolderInUse`. */
export async function openFolder(
  folder: string,
  held?: FolderLock,
  compiling: Promise<WebAssembly.Module> = compileDatabase(),
): Promise<OpenFolder> {
  const lock = held ?? (await lockFolder(folder))
  try {
    const pgliteWasmModule = await compiling
    if (!hasDatabase(folder)) await makeDatabase(folder, pgliteWasmModule)
    const pglite = await PGlite.create(join(folder, 'database'), {
      pgliteWasmModule,
      startParams: [...PGlite.defaultStartParams, ...SMALL.flatMap((setting) => ['-c', setting])],
    })
    return {
      pglite,
      async close() {
        if (!pglite.closed) await pglite.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Made aside and then renamed: a process that is killed in between leaves no half of a database. */
async function makeDatabase(folder: string, pgliteWasmModule: WebAssembly.Module): Promise<void> {
  const aside = join(folder, 'database.new')
  await rm(aside, { recursive: true, force: true })
  const pglite = await PGlite.create(aside, { pgliteWasmModule })
  await pglite.close()
  await rename(aside, join(folder, 'database'))
}
